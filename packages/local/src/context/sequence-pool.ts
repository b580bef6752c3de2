import type { LlamaContext, LlamaContextSequence, Token } from 'node-llama-cpp';
import pLimit from 'p-limit';

/** A pool of a context's sequences, each lent to one prompt at a time, first come first served. */
export class SequencePool {
  readonly #context: LlamaContext;
  readonly #free: LlamaContextSequence[];
  readonly #inTurn: ReturnType<typeof pLimit>;
  readonly #atWork = new Set<Promise<unknown>>();

  constructor(context: LlamaContext) {
    this.#context = context;
    this.#free = Array.from({ length: context.totalSequences }, () => context.getSequence());
    this.#inTurn = pLimit(context.totalSequences);
  }

  /** The most tokens that a prompt may have here. */
  get contextSize(): number {
    return this.#context.contextSize;
  }

  /** Lends the free sequence that already holds the most of a prompt's beginning. */
  async use<T>(prompt: Token[], work: (sequence: LlamaContextSequence) => Promise<T>): Promise<T> {
    const working = this.#inTurn(async () => {
      const sequence = this.#takeFor(prompt);
      try {
        return await work(sequence);
      } finally {
        this.#free.push(sequence);
      }
    });
    this.#atWork.add(working);
    try {
      return await working;
    } finally {
      this.#atWork.delete(working);
    }
  }

  /** Frees the context's memory once the work that was begun has ended. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#atWork);
    await this.#context.dispose();
  }

  #takeFor(prompt: Token[]): LlamaContextSequence {
    const held = this.#free.map(
      (sequence) => sequence.compareContextTokens(prompt).firstDifferentIndex,
    );
    const [best] = this.#free.splice(held.indexOf(Math.max(...held)), 1);
    return best!;
  }
}
