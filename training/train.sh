#!/bin/sh
# All steps, from gold and reports to the package's model. See README.md.
# HELD_OUT=1 leaves the held-out blocks of the gold out and prints scores on them; without it all of the gold is read.
set -eu
GOLD=$1 REPORTS=$2 WORK=$3 VERSION=$4
PYTHON=${PYTHON:-python}
HERE=$(dirname "$0")
ALL=--all
if [ -n "${HELD_OUT:-}" ]; then ALL=; fi
step() { script=$1; shift; "$PYTHON" "$HERE/$script" "$@"; }

step corpus.py "$REPORTS" "$WORK"
step embed.py "$WORK"
step classes.py "$WORK"
step pack.py "$WORK"
# The first network and what it tells of the corpus never see the held-out blocks.
step teachers.py "$GOLD" "$WORK" a1 --kind student --epochs 12 --seed 1 --dropout 0.4
step priors.py "$WORK" a1 --share 0.4
step pretrain.py "$WORK" p1 --share 0.6
# shellcheck disable=SC2086  # ALL is one flag or nothing
{
    step teachers.py "$GOLD" "$WORK" b2 --kind student --width 192 --begin p1 --epochs 8 --seed 2 --dropout 0.3 $ALL
    step teachers.py "$GOLD" "$WORK" b3 --kind student --width 192 --begin p1 --epochs 8 --tokens 600 --seed 5 \
        --dropout 0.3 --share 0.15 $ALL
    step teachers.py "$GOLD" "$WORK" c2 --kind student --width 192 --begin p1 --epochs 14 --rate 3e-3 --seed 4 \
        --dropout 0.35 --share 0.35 $ALL
    step teachers.py "$GOLD" "$WORK" t2 --kind teacher --epochs 10 --tokens 600 --seed 2 --dropout 0.3 $ALL
    step distil.py "$GOLD" "$WORK" student b2 b3 c2 t2 --share 0.12 --epochs 4 --repeat 2 --tokens 2500 $ALL
}
step export.py "$WORK" student "$HERE/../isnad/data/models" "$VERSION"
