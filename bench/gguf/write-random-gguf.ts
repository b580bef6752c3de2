import { randomFillSync } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { readGgufEntries } from './read-gguf-entries.ts';

/** The sizes of a Qwen2 model. */
export interface ModelShape {
  readonly layers: number;
  readonly embedding: number;
  readonly feedForward: number;
  readonly heads: number;
  readonly keyValueHeads: number;
}

/** That of Qwen2.5-0.5B, and so of the LB Reranker: 494 million weights. */
export const QWEN_05B: ModelShape = {
  layers: 24,
  embedding: 896,
  feedForward: 4864,
  heads: 14,
  keyValueHeads: 2,
};

const VOCABULARY = 151_936;
const ALIGNMENT = 32;
const F32 = 0;
const Q8_0 = 8;
const MOSTLY_Q8_0 = 7;
/** 32 weights of Q8_0: a half-precision scale and 32 signed bytes. */
const BLOCK_BYTES = 34;
/** As half precision about 0.0003, which gives weights of the size that training begins with. */
const SCALE = 0x0cea;

interface Tensor {
  readonly name: string;
  readonly dimensions: readonly number[];
  readonly type: typeof F32 | typeof Q8_0;
  readonly bytes: number;
}

/**
 * Writes a model of random weights in Q8_0, for what depends on a model's size and not on its answers. Vocabulary and
 * tokenizer are those of a given Qwen2.5 GGUF.
 */
export async function writeRandomGguf(
  path: string,
  shape: ModelShape,
  vocabularyFrom: string,
): Promise<void> {
  const tensors = tensorsOf(shape);
  const entries = readGgufEntries(await readFile(vocabularyFrom));
  const changed = new Map<string, Buffer>([
    ['general.name', text('Random weights')],
    [
      'general.description',
      text('Random weights in the shape of a model; no answer means anything.'),
    ],
    ['general.file_type', u32(MOSTLY_Q8_0)],
    ['qwen2.block_count', u32(shape.layers)],
    ['qwen2.embedding_length', u32(shape.embedding)],
    ['qwen2.feed_forward_length', u32(shape.feedForward)],
    ['qwen2.attention.head_count', u32(shape.heads)],
    ['qwen2.attention.head_count_kv', u32(shape.keyValueHeads)],
  ]);
  const header = Buffer.concat([
    Buffer.from('GGUF'),
    u32(3),
    u64(tensors.length),
    u64(entries.length),
    ...entries.flatMap(({ key, type, value }) => [text(key), u32(type), changed.get(key) ?? value]),
    ...tensorDirectory(tensors),
  ]);
  await pipeline(Readable.from(fileParts(header, tensors)), createWriteStream(path));
}

function tensorsOf({ layers, embedding, feedForward, heads, keyValueHeads }: ModelShape): Tensor[] {
  const keyValue = (embedding / heads) * keyValueHeads;
  const layer = (n: number): Tensor[] => [
    vector(`blk.${n}.attn_norm.weight`, embedding),
    matrix(`blk.${n}.attn_q.weight`, embedding, embedding),
    vector(`blk.${n}.attn_q.bias`, embedding),
    matrix(`blk.${n}.attn_k.weight`, embedding, keyValue),
    vector(`blk.${n}.attn_k.bias`, keyValue),
    matrix(`blk.${n}.attn_v.weight`, embedding, keyValue),
    vector(`blk.${n}.attn_v.bias`, keyValue),
    matrix(`blk.${n}.attn_output.weight`, embedding, embedding),
    vector(`blk.${n}.ffn_norm.weight`, embedding),
    matrix(`blk.${n}.ffn_gate.weight`, embedding, feedForward),
    matrix(`blk.${n}.ffn_up.weight`, embedding, feedForward),
    matrix(`blk.${n}.ffn_down.weight`, feedForward, embedding),
  ];
  return [
    matrix('token_embd.weight', embedding, VOCABULARY),
    vector('output_norm.weight', embedding),
    ...Array.from({ length: layers }, (_, n) => layer(n)).flat(),
  ];
}

function matrix(name: string, columns: number, rows: number): Tensor {
  return {
    name,
    dimensions: [columns, rows],
    type: Q8_0,
    bytes: ((columns * rows) / 32) * BLOCK_BYTES,
  };
}

function vector(name: string, length: number): Tensor {
  return { name, dimensions: [length], type: F32, bytes: length * 4 };
}

function tensorDirectory(tensors: readonly Tensor[]): Buffer[] {
  let offset = 0;
  return tensors.flatMap(({ name, dimensions, type, bytes }) => {
    const start = offset;
    offset += aligned(bytes);
    return [text(name), u32(dimensions.length), ...dimensions.map(u64), u32(type), u64(start)];
  });
}

function* fileParts(header: Buffer, tensors: readonly Tensor[]): Generator<Buffer> {
  yield Buffer.concat([header], aligned(header.length));
  const blocks = randomBlocks(32_768);
  for (const { type, bytes } of tensors) {
    if (type === F32) {
      yield Buffer.from(new Float32Array(bytes / 4).fill(1).buffer);
    } else {
      for (let left = bytes; left > 0; left -= blocks.length) yield blocks.subarray(0, left);
    }
    yield Buffer.alloc(aligned(bytes) - bytes);
  }
}

function randomBlocks(count: number): Buffer {
  const blocks = randomFillSync(Buffer.alloc(count * BLOCK_BYTES));
  for (let at = 0; at < blocks.length; at += BLOCK_BYTES) blocks.writeUInt16LE(SCALE, at);
  return blocks;
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([u64(bytes.length), bytes]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}
