import { setImmediate } from 'node:timers/promises';
import { inNormalForm } from '@lb-rerank/core/backend';
import type { LlamaModel, Token } from 'node-llama-cpp';
import pLimit from 'p-limit';
import { slicesOf } from './slices-of.ts';

/** The tokens of a text, as far as it was read. */
export interface TokenisedText {
  readonly tokens: readonly Token[];
  /** The characters that were read: all of them, unless there are more tokens than were wanted. */
  readonly read: number;
}

/** The most tokens that are of use, and the caller's signal. */
export interface TokeniseOptions {
  readonly most: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * A model's tokenizer that never holds the event loop for long: llama.cpp tokenises on the thread that asks, a million
 * characters in one to four seconds, so that it is handed a slice of a few thousand at a time, of all callers in turn.
 */
export class Tokenizer {
  readonly #model: Pick<LlamaModel, 'tokenize'>;
  /** One slice a turn of the event loop, of whoever has waited longest. */
  readonly #inTurn = pLimit(1);

  constructor(model: Pick<LlamaModel, 'tokenize'>) {
    this.#model = model;
  }

  /**
   * Reads a text, special tokens in it as such, and stops behind the first slice that brings more tokens than `most`.
   *
   * @throws the signal's reason when that has aborted.
   */
  async tokenise(text: string, { most, signal }: TokeniseOptions): Promise<TokenisedText> {
    const tokens: Token[] = [];
    let read = 0;
    for (const slice of slicesOf(text)) {
      const ofSlice = await this.#inTurn(async () => {
        signal?.throwIfAborted();
        await setImmediate();
        return this.#model.tokenize(inNormalForm(slice), true);
      });
      for (const token of ofSlice) tokens.push(token);
      read += slice.length;
      if (tokens.length > most) break;
    }
    return { tokens, read };
  }

  /** Counts the tokens of a text; of one with more than `most`, estimates them by its beginning, at more than `most`. */
  async count(text: string, options: TokeniseOptions): Promise<number> {
    const { tokens, read } = await this.tokenise(text, options);
    return read === text.length ? tokens.length : Math.ceil((tokens.length * text.length) / read);
  }
}
