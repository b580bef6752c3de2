import type { LlamaContextSequence, Token } from 'node-llama-cpp';
import type { LoadedModel } from '../loaded-model/loaded-model.ts';
import { modelErrorOf } from '../loaded-model/model-error-of.ts';
import { SequencePool } from './sequence-pool.ts';

/** Limits for the share of the machine that a context takes. */
export interface ContextLimits {
  /** The most tokens that one prompt may have. */
  readonly contextSize: number;
  /** Prompts evaluated side by side, at the most. */
  readonly sequences: number;
  /** Tokens evaluated in one go. */
  readonly batchSize: number;
  /** The most threads that may be used. */
  readonly threads: number;
}

const SMALLEST_SIZE = 1024;
/** The tokens that all sequences hold together: with LB Reranker's 24 kB for a token in 32 bits, 400 MB. */
const MOST_TOKENS = 16_384;

/**
 * On a processor flash attention adds up in 16 bits, and so are keys and values kept unless told otherwise: what is small is
 * lost in long prompts, and it is no faster.
 */
const ALL_BITS = {
  flashAttention: false,
  experimentalKvCacheKeyType: 'F32',
  experimentalKvCacheValueType: 'F32',
} as const;

/** A context as large as the prompts that it has met, and no larger than its limits. */
export class GrowingContext {
  readonly #loaded: LoadedModel;
  readonly #limits: ContextLimits;
  #size = 0;
  #pool: Promise<SequencePool> | undefined;

  constructor(loaded: LoadedModel, limits: ContextLimits) {
    this.#loaded = loaded;
    this.#limits = limits;
  }

  /** Lends a sequence that has room for the prompt. @throws ModelMemoryError when there is no memory for it. */
  async use<T>(prompt: Token[], work: (sequence: LlamaContextSequence) => Promise<T>): Promise<T> {
    if (prompt.length > this.#size) this.#grow(prompt.length);
    return (await this.#pool!).use(prompt, work);
  }

  /** Frees the memory once the work that was begun has ended. */
  async close(): Promise<void> {
    const pool = await this.#pool?.catch(() => undefined);
    await pool?.close();
  }

  #grow(tokens: number): void {
    const { contextSize } = this.#limits;
    const doublings = Math.ceil(Math.log2(Math.max(tokens, SMALLEST_SIZE) / SMALLEST_SIZE));
    const size = Math.min(contextSize, SMALLEST_SIZE * 2 ** doublings);
    const smaller = this.#pool;
    this.#size = size;
    // The smaller context goes first, so that there is never memory for two.
    this.#pool = this.#replace(smaller, size);
    // Whoever uses it hears of it.
    this.#pool.catch(() => {
      this.#size = 0;
    });
  }

  async #replace(smaller: Promise<SequencePool> | undefined, size: number): Promise<SequencePool> {
    const pool = await smaller?.catch(() => undefined);
    await pool?.close();
    const { llama, model, path, complaints } = this.#loaded;
    const { sequences, batchSize, threads } = this.#limits;
    try {
      return new SequencePool(
        await model.createContext({
          contextSize: size,
          sequences: Math.max(1, Math.min(sequences, Math.floor(MOST_TOKENS / size))),
          batchSize,
          threads,
          ...(llama.gpu === false ? ALL_BITS : { flashAttention: 'auto' }),
        }),
      );
    } catch (cause) {
      throw await modelErrorOf(cause, path, complaints);
    }
  }
}
