import type { GgufMetadata } from 'node-llama-cpp';

/** The sizes of a Qwen2 model, and its two numbers. */
export interface Qwen2Shape {
  readonly layers: number;
  readonly embedding: number;
  readonly feedForward: number;
  readonly heads: number;
  readonly keyValueHeads: number;
  readonly headSize: number;
  /** The most tokens of a prompt. */
  readonly contextSize: number;
  readonly epsilon: number;
  readonly ropeBase: number;
}

/** Reads the shape from the header of a GGUF whose architecture is qwen2. */
export function qwen2ShapeOf(metadata: GgufMetadata): Qwen2Shape {
  const { qwen2 } = metadata as unknown as { qwen2: Qwen2Metadata };
  const { attention, rope } = qwen2;
  return {
    layers: qwen2.block_count,
    embedding: qwen2.embedding_length,
    feedForward: qwen2.feed_forward_length,
    heads: attention.head_count,
    keyValueHeads: attention.head_count_kv,
    headSize: attention.key_length ?? qwen2.embedding_length / attention.head_count,
    contextSize: qwen2.context_length,
    epsilon: attention.layer_norm_rms_epsilon,
    ropeBase: rope.freq_base,
  };
}

interface Qwen2Metadata {
  readonly block_count: number;
  readonly embedding_length: number;
  readonly feed_forward_length: number;
  readonly context_length: number;
  readonly attention: {
    readonly head_count: number;
    readonly head_count_kv: number;
    readonly key_length?: number;
    readonly layer_norm_rms_epsilon: number;
  };
  readonly rope: { readonly freq_base: number };
}
