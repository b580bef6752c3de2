import type { RerankError } from '@lb-rerank/core';
import { MalformedFileError } from '@lb-rerank/evaluation';
import type { BatchResult } from './batch-result-of.ts';
import { isOfPair, pairId } from './pair-id.ts';
import { type PlacedResult, readBatchResults } from './read-batch-results.ts';

/**
 * The results of a batch by the numbers of their pairs. They are read on only as far as they are asked for, so that a file in
 * request order, as `vllm run-batch` writes it, takes no memory; what stands before its turn is kept until then.
 */
export class BatchResults {
  readonly #results: AsyncIterator<PlacedResult>;
  readonly #early = new Map<number, PlacedResult>();
  readonly #paths: readonly string[];
  readonly #mayComeTwice: boolean;
  /** Ids of the first pair that was asked for and of the first line there is, which show that they are of two jobs. */
  #idHere: string | undefined;
  #idThere: string | undefined;
  #isFound = false;
  #isScored = false;
  #fault: (() => RerankError) | undefined;
  #unasked = 0;
  #hasBareNumbers = false;

  /**
   * @param paths the files that the engine wrote; some write what failed into one of its own.
   * @param onNotice takes a line for the user where one of theirs is left out.
   */
  constructor(paths: readonly string[], onNotice: (line: string) => void) {
    this.#paths = paths;
    const onId = (id: string) => (this.#idThere ??= id);
    this.#results = readBatchResults(paths, { onNotice, onId });
    // What was refused may have been sent again, in another batch.
    this.#mayComeTwice = paths.length > 1;
  }

  /** Whether a result was of an earlier version's batch, whose ids tell no pair from another input's. */
  get hasBareNumbers(): boolean {
    return this.#hasBareNumbers;
  }

  /**
   * Gives the result of a pair, or undefined where the files have none.
   *
   * @throws MalformedFileError where the result of that number is of another pair.
   */
  async of(
    number: number,
    pair: { query: string; passage: string },
  ): Promise<BatchResult | undefined> {
    this.#idHere ??= pairId(number, pair);
    let best = this.#early.get(number);
    this.#early.delete(number);
    while (best === undefined || (isRefused(best) && this.#mayComeTwice)) {
      const next = await this.#results.next();
      if (next.done === true) break;
      if (next.value.id.number === number) best = next.value;
      else this.#keep(next.value);
    }
    if (best === undefined) return undefined;
    if (!isOfPair(best.id, pair)) {
      const { path, line } = best;
      const ids = `its id is ${best.id.text}, the input's ${pairId(number, pair)}`;
      const problem = `is of another pair ${number} than the input's: import it with the file that it was exported from (${ids})`;
      throw new MalformedFileError({ path, line, problem });
    }
    this.#note(best);
    return best.result;
  }

  /**
   * Refuses results of which no pair that was asked for has a score, for a reason of their own.
   *
   * @throws what the answers were refused for, such as their being of another model; MalformedFileError with ids of both sides where
   *   there are none.
   */
  requireAny(): void {
    if (this.#isScored || this.#idHere === undefined) return;
    if (this.#fault !== undefined) throw this.#fault();
    if (this.#isFound) return;
    const problem =
      this.#idThere === undefined
        ? 'has no result at all: is the batch done?'
        : `has none of the pairs: its ids look like ${this.#idThere}, the input's like ${this.#idHere}; import it with the file that it was exported from`;
    throw new MalformedFileError({ path: this.#paths.join(', '), problem });
  }

  /** Reads to the end, and counts the results that nobody asked for. */
  async countUnasked(): Promise<number> {
    for (;;) {
      const next = await this.#results.next();
      if (next.done === true) return this.#unasked + this.#early.size;
      this.#unasked += 1;
    }
  }

  #note({ id, result }: PlacedResult): void {
    this.#isFound = true;
    this.#hasBareNumbers ||= id.content === undefined;
    if ('refusal' in result) this.#fault ??= result.fault;
    else this.#isScored = true;
  }

  #keep(result: PlacedResult): void {
    const { number } = result.id;
    const known = this.#early.get(number);
    if (known === undefined || isRefused(known)) this.#early.set(number, result);
  }
}

function isRefused({ result }: PlacedResult): boolean {
  return 'refusal' in result;
}
