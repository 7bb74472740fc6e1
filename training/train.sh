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
# shellcheck disable=SC2086  # ALL is one flag or nothing
step teachers.py "$GOLD" "$WORK" a1 --kind student --epochs 12 --seed 1 --dropout 0.4 $ALL
step priors.py "$WORK" a1 --share 0.4
step pretrain.py "$WORK" p1 --share 0.6
TEACHERS
step distil.py DISTIL
step export.py "$WORK" student "$HERE/../isnad/data/models" "$VERSION"
