#!/usr/bin/env bash
# onnxruntime-node 1.30.0, onnx 1.23.2, Node.js 22 or newer, Python 3.11 or newer
#
# One would expect: `await session.run()` computes elsewhere, as it gives a promise and takes a number of threads.
# What happens: the promise is settled by a callback of the event loop that computes to its end; no timer runs meanwhile.
# Why it matters: one pair of query and passage is a second of work on a processor, in which a server answers nobody.
# What works is a worker thread around it.
set -euo pipefail
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT && cd "$work"
npm install --ignore-scripts --no-audit --no-fund --silent onnxruntime-node@1.30.0 >&2
python3 -m venv venv && venv/bin/pip install --quiet onnx==1.23.2 >&2

venv/bin/python - <<'PYTHON'
from onnx import TensorProto, helper, save

x = helper.make_tensor_value_info("x", TensorProto.FLOAT, [1500, 1500])
y = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1500, 1500])
names = ["x", *(f"x{n}" for n in range(39)), "y"]
nodes = [helper.make_node("MatMul", [a, "x"], [b]) for a, b in zip(names, names[1:])]
graph = helper.make_graph(nodes, "g", [x], [y])
save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 21)], ir_version=10), "model.onnx")
PYTHON

cat >see.mjs <<'JS'
import { InferenceSession, Tensor } from 'onnxruntime-node';

const session = await InferenceSession.create('model.onnx', { intraOpNumThreads: 2 });
let turns = 0;
const counting = setInterval(() => (turns += 1), 10);
const startedAt = performance.now();
await session.run({ x: new Tensor('float32', new Float32Array(1500 * 1500), [1500, 1500]) });
const took = performance.now() - startedAt;
clearInterval(counting);
console.log('took more than 100 ms:', took > 100);
console.log('timers of 10 ms that ran meanwhile:', turns);
JS
node see.mjs | tee seen
diff - seen <<'EXPECTED'
took more than 100 ms: true
timers of 10 ms that ran meanwhile: 0
EXPECTED
