#!/bin/sh
# All steps, from gold and reports to the package's model. See README.md.
# First with the held-out blocks of the gold left out, to print scores on them; then, from there, with all of the gold.
set -eu
GOLD=$1 REPORTS=$2 WORK=$3 VERSION=$4
PYTHON=${PYTHON:-python}
HERE=$(dirname "$0")
PYTHONPATH=$HERE/..${PYTHONPATH:+:$PYTHONPATH}
export PYTHONPATH
step() { script=$1; shift; "$PYTHON" "$HERE/$script" "$@"; }
teacher() { step teachers.py "$GOLD" "$WORK" "$@"; }
wide() { teacher "$@" --kind student --width 192 --begin p1; }

step corpus.py "$REPORTS" "$WORK"
step embed.py "$WORK"
step classes.py "$WORK"
step pack.py "$WORK"
# The first network, and what it tells of the corpus, never see the held-out blocks.
teacher a1 --kind student --epochs 12 --seed 1 --dropout 0.4
step priors.py "$WORK" a1 --share 0.4
step pretrain.py "$WORK" p1 --share 0.6

wide b2 --epochs 8 --seed 2 --dropout 0.3
wide b3 --epochs 8 --seed 5 --dropout 0.3 --tokens 600 --share 0.15
wide c2 --epochs 14 --seed 4 --dropout 0.35 --rate 3e-3 --share 0.35
teacher t2 --kind teacher --epochs 10 --seed 2 --dropout 0.3 --tokens 600
step distil.py "$GOLD" "$WORK" student b2 b3 c2 t2 --share 0.12 --epochs 4 --repeat 2 --tokens 2500 --seed 1
# The same steps as the last ones below, on the held-out split: its scores are those of docs/mention-model.md.
step distil.py "$GOLD" "$WORK" held-out b2 b3 c2 t2 --begin student --share 0.12 --epochs 4 --repeat 2 --tokens 2500 --seed 2

wide all-b2 --all --epochs 8 --seed 2 --dropout 0.3
wide all-b3 --all --epochs 8 --seed 5 --dropout 0.3 --tokens 600 --share 0.15
wide all-c2 --all --epochs 8 --seed 4 --dropout 0.3 --rate 3e-3 --share 0.35
teacher all-t2 --all --kind teacher --epochs 9 --seed 2 --dropout 0.3 --tokens 600
step distil.py "$GOLD" "$WORK" all-student all-b2 all-b3 all-c2 all-t2 --all --begin student \
    --share 0.12 --epochs 4 --repeat 2 --tokens 2500 --seed 2
step export.py "$WORK" all-student "$HERE/../isnad/data/models" "$VERSION"
