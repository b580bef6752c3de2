import type { GgufWeights } from './gguf-weights.ts';
import type { GraphWriter } from './graph-writer.ts';
import { type Qwen2Shape, qwen2ShapeOf } from './qwen2-shape.ts';
import { writeHead, writeTable } from './write-vocabulary.ts';

const LAST = BigInt(Number.MAX_SAFE_INTEGER);

/**
 * Writes the LB Reranker as a graph. In: `tokens` [1, n], what is known of the tokens before as `past` keys and values of each
 * layer, and their counts. Out: `probabilities` [1, 1, 7] behind the last token, and the keys and values of all.
 */
export async function writeGraph(
  graph: GraphWriter,
  weights: GgufWeights,
  levelTokens: readonly number[],
): Promise<void> {
  const shape = qwen2ShapeOf(weights.metadata);
  const { embedding, epsilon } = shape;
  graph.inputs.push(
    { name: 'tokens', type: 'int64', shape: [1, 'new'] },
    { name: 'before the last', type: 'int32', shape: [1] },
    { name: 'total', type: 'int32', shape: [] },
  );
  graph.outputs.push({ name: 'probabilities', type: 'float32', shape: [1, 1, levelTokens.length] });
  await graph.begin();
  await graph.constant('from the last', 'int64', [1], BigInt64Array.of(-1n));
  await graph.constant('to the last', 'int64', [1], BigInt64Array.of(LAST));
  await graph.constant('second axis', 'int64', [1], BigInt64Array.of(1n));
  await writeRotations(graph, shape);
  let state: State = { residual: await writeTable(graph, weights, shape), added: undefined };
  for (let layer = 0; layer < shape.layers; layer += 1) {
    state = await writeLayer(graph, weights, shape, { layer, state });
  }
  const scale = await weights.read('output_norm.weight');
  const norm = await graph.constant('last norm', 'float32', [embedding], scale);
  const { normed } = addNorm(graph, state, norm, epsilon, 'last');
  const logits = await writeHead(graph, weights, shape, normed);
  const all = graph.add('Softmax', [logits], 'all probabilities', { integers: { axis: -1 } });
  const levels = BigInt64Array.from(levelTokens, BigInt);
  await graph.constant('levels', 'int64', [levels.length], levels);
  graph.add('Gather', [all, 'levels'], 'probabilities', { integers: { axis: -1 } });
}

/** The sum so far, and what the layer before adds to it. */
interface State {
  readonly residual: string;
  readonly added: string | undefined;
}

async function writeRotations(graph: GraphWriter, shape: Qwen2Shape): Promise<void> {
  const { contextSize, headSize, ropeBase } = shape;
  const half = headSize / 2;
  const angles = Array.from({ length: half }, (_, at) => ropeBase ** (-at / half));
  const table = (of: (angle: number) => number) =>
    Float32Array.from({ length: contextSize * half }, (_, at) =>
      of(Math.floor(at / half) * angles[at % half]!),
    );
  await graph.constant('cosines', 'float32', [contextSize, half], table(Math.cos));
  await graph.constant('sines', 'float32', [contextSize, half], table(Math.sin));
}

async function writeLayer(
  graph: GraphWriter,
  weights: GgufWeights,
  shape: Qwen2Shape,
  { layer, state }: { layer: number; state: State },
): Promise<State> {
  const { layers, embedding, feedForward, heads, keyValueHeads, headSize, epsilon } = shape;
  const read = (name: string) => weights.read(`blk.${layer}.${name}`);
  const named = (name: string) => `${layer} ${name}`;
  const normOf = async (name: string) =>
    graph.constant(named(name), 'float32', [embedding], await read(`${name}.weight`));

  const first = addNorm(graph, state, await normOf('attn_norm'), epsilon, named('attention'));
  const parts = ['attn_q', 'attn_k', 'attn_v'];
  const together = await graph.linear(first.normed, named('qkv'), {
    weights: joined(await Promise.all(parts.map((part) => read(`${part}.weight`)))),
    width: embedding,
    bias: joined(await Promise.all(parts.map((part) => read(`${part}.bias`)))),
  });
  const kept = ['keys', 'values'];
  for (const what of kept) {
    const sizes = (length: string) => [1, keyValueHeads, length, headSize];
    graph.inputs.push({ name: named(`past ${what}`), type: 'float32', shape: sizes('past') });
    graph.outputs.push({ name: named(what), type: 'float32', shape: sizes('total') });
  }
  const past = kept.map((what) => named(`past ${what}`));
  graph.addMany(
    'GroupQueryAttention',
    [together, '', '', ...past, 'before the last', 'total', 'cosines', 'sines'],
    [named('attended'), ...kept.map(named)],
    { own: true, integers: { num_heads: heads, kv_num_heads: keyValueHeads, do_rotary: 1 } },
  );
  // Behind the last layer's attention only the last token counts.
  const isLast = layer === layers - 1;
  const lastOf = (name: string) =>
    graph.add(
      'Slice',
      [name, 'from the last', 'to the last', 'second axis'],
      `${name} of the last token`,
    );
  const attended = isLast ? lastOf(named('attended')) : named('attended');
  const residual = isLast ? lastOf(first.residual) : first.residual;
  const added = await graph.linear(attended, named('attention out'), {
    weights: await read('attn_output.weight'),
    width: heads * headSize,
  });

  const norm = await normOf('ffn_norm');
  const second = addNorm(graph, { residual, added }, norm, epsilon, named('feed-forward'));
  const both = await graph.linearInBytes(second.normed, named('gate and up'), {
    weights: joined([await read('ffn_gate.weight'), await read('ffn_up.weight')]),
    width: embedding,
  });
  graph.addMany('Split', [both], [named('gate'), named('up')], {
    integers: { axis: -1, num_outputs: 2 },
  });
  // With an alpha of 1 it is SiLU.
  const gate = graph.add('QuickGelu', [named('gate')], named('open gate'), {
    own: true,
    floats: { alpha: 1 },
  });
  const gated = graph.add('Mul', [gate, named('up')], named('gated'));
  const down = await graph.linearInBytes(gated, named('down'), {
    weights: await read('ffn_down.weight'),
    width: feedForward,
  });
  return { residual: second.residual, added: down };
}

/** Adds what the layer before gave to the sum, and a norm over it. */
function addNorm(
  graph: GraphWriter,
  { residual, added }: State,
  norm: string,
  epsilon: number,
  name: string,
): { residual: string; normed: string } {
  const normed = `${name} input`;
  const floats = { epsilon };
  if (added === undefined) {
    const options = { integers: { axis: -1 }, floats };
    graph.add('SimplifiedLayerNormalization', [residual, norm], normed, options);
    return { residual, normed };
  }
  const sum = `${name} residual`;
  const inputs = [residual, added, norm];
  const outputs = [normed, '', '', sum];
  graph.addMany('SkipSimplifiedLayerNormalization', inputs, outputs, { own: true, floats });
  return { residual: sum, normed };
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
