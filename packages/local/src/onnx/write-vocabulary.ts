import type { GgufWeights } from './gguf-weights.ts';
import type { GraphWriter } from './graph-writer.ts';
import { quantiseTable, TABLE_BLOCK } from './quantise.ts';
import type { Qwen2Shape } from './qwen2-shape.ts';

/** Writes the vocabulary's table, and looks the tokens up in it. */
export async function writeTable(
  graph: GraphWriter,
  weights: GgufWeights,
  { embedding }: Qwen2Shape,
): Promise<string> {
  const { values, scales } = quantiseTable(await weights.read('token_embd.weight'));
  const words = values.length / embedding;
  const blocks = embedding / TABLE_BLOCK;
  await graph.constant('table', 'uint8', [words, blocks, TABLE_BLOCK], values);
  await graph.constant('table scales', 'float32', [words, blocks], scales);
  await graph.constant('zero of the table', 'float32', [], Float32Array.of(128));
  await graph.constant('one more', 'int64', [1], BigInt64Array.of(-1n));
  await graph.constant('embedded', 'int64', [3], BigInt64Array.of(1n, -1n, BigInt(embedding)));
  const bytes = graph.add('Gather', ['table', 'tokens'], 'token bytes', { integers: { axis: 0 } });
  const gathered = graph.add('Gather', ['table scales', 'tokens'], 'token scales', {
    integers: { axis: 0 },
  });
  const floats = graph.add('Cast', [bytes], 'token floats', { integers: { to: 1 } });
  const centred = graph.add('Sub', [floats, 'zero of the table'], 'token steps');
  const scale = graph.add('Unsqueeze', [gathered, 'one more'], 'token scales a block');
  const scaled = graph.add('Mul', [centred, scale], 'token blocks');
  return graph.add('Reshape', [scaled, 'embedded'], 'embeddings');
}

/** Writes what gives every word of the vocabulary its logit: the same table, unless the model has another for it. */
export async function writeHead(
  graph: GraphWriter,
  weights: GgufWeights,
  { embedding }: Qwen2Shape,
  input: string,
): Promise<string> {
  let names = ['table', 'table scales'];
  let words = graph.constants.find(({ name }) => name === 'table')!.shape[0]!;
  if (weights.has('output.weight')) {
    const { values, scales } = quantiseTable(await weights.read('output.weight'));
    words = values.length / embedding;
    const blocks = embedding / TABLE_BLOCK;
    names = [
      await graph.constant('head', 'uint8', [words, blocks, TABLE_BLOCK], values),
      await graph.constant('head scales', 'float32', [words, blocks], scales),
    ];
  }
  const sizes = { K: embedding, N: words, bits: 8, block_size: TABLE_BLOCK, accuracy_level: 4 };
  return graph.add('MatMulNBits', [input, ...names], 'logits', { own: true, integers: sizes });
}
