import type { RerankError } from '@lb-rerank/core';
import { MalformedFileError, readJsonLines } from '@lb-rerank/evaluation';
import { type BatchResult, batchResultOf } from './batch-result-of.ts';
import { isOfPair, type PairId, parsePairId } from './pair-id.ts';

/** A result, and where it stands. */
interface PlacedResult {
  readonly id: PairId;
  readonly path: string;
  readonly line: number;
  readonly result: BatchResult;
}

/**
 * The results of a batch by the numbers of their pairs. They are read on only as far as they are asked for, so that a file in
 * request order, as `vllm run-batch` writes it, takes no memory; what stands before its turn is kept until then.
 */
export class BatchResults {
  readonly #results: AsyncIterator<PlacedResult>;
  readonly #early = new Map<number, PlacedResult>();
  readonly #paths: readonly string[];
  readonly #mayComeTwice: boolean;
  #isAsked = false;
  #isFound = false;
  #isScored = false;
  #fault: RerankError | undefined;
  #unasked = 0;
  #hasBareNumbers = false;

  /**
   * @param paths the files that the engine wrote; some write what failed into one of its own.
   * @param onNotice takes a line for the user where one of theirs is left out.
   */
  constructor(paths: readonly string[], onNotice: (line: string) => void) {
    this.#paths = paths;
    this.#results = resultsIn(paths, onNotice);
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
    this.#isAsked = true;
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
      const problem = `is of another pair ${number} than the input's: import it with the file that it was exported from`;
      throw new MalformedFileError({ path, line, problem });
    }
    this.#note(best);
    return best.result;
  }

  /**
   * Refuses results of which no pair that was asked for has a score, for a reason of their own.
   *
   * @throws what the answers were refused for, such as their being of another model; MalformedFileError where there are none.
   */
  requireAny(): void {
    if (this.#isScored || !this.#isAsked) return;
    if (this.#fault !== undefined) throw this.#fault;
    if (this.#isFound) return;
    const problem = 'has none of the pairs: is the batch done, and of this input?';
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
    if ('refusal' in result) this.#fault ??= result.cause;
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

async function* resultsIn(
  paths: readonly string[],
  onNotice: (line: string) => void,
): AsyncGenerator<PlacedResult, void, undefined> {
  const leaveOut = ({ message }: MalformedFileError) => onNotice(`${message}; it is left out`);
  for (const path of paths) {
    for await (const { line, fields } of readJsonLines(path, undefined, {
      onMalformed: leaveOut,
    })) {
      const id = parsePairId(fields['custom_id']);
      if (id === undefined) {
        const problem = 'has no "custom_id" of an exported pair';
        leaveOut(new MalformedFileError({ path, line, problem }));
      } else yield { id, path, line, result: batchResultOf(fields, `${path}:${line}`) };
    }
  }
}
