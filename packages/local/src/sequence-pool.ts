import type { LlamaContext, LlamaContextSequence } from 'node-llama-cpp';
import pLimit from 'p-limit';

/** Lends the sequences of a context, each to one piece of work at a time, first come first served. */
export class SequencePool {
  readonly #free: LlamaContextSequence[];
  readonly #inTurn: ReturnType<typeof pLimit>;

  constructor(context: LlamaContext) {
    this.#free = Array.from({ length: context.totalSequences }, () => context.getSequence());
    this.#inTurn = pLimit(context.totalSequences);
  }

  async use<T>(work: (sequence: LlamaContextSequence) => Promise<T>): Promise<T> {
    return this.#inTurn(async () => {
      const sequence = this.#free.pop()!;
      try {
        return await work(sequence);
      } finally {
        this.#free.push(sequence);
      }
    });
  }
}
