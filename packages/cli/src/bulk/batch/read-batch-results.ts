import { printable } from '@lb-rerank/core/backend';
import { MalformedFileError, readJsonLines } from '@lb-rerank/evaluation';
import { type BatchResult, batchResultOf } from './batch-result-of.ts';
import { type PairId, parsePairId } from './pair-id.ts';

/** A result, and where it stands. */
export interface PlacedResult {
  readonly id: PairId & { readonly text: string };
  readonly path: string;
  readonly line: number;
  readonly result: BatchResult;
}

/** The listeners of the reading of a batch's results. */
export interface ReadBatchResultsOptions {
  /** Takes a line for the user where one of theirs is left out. */
  readonly onNotice: (line: string) => void;
  /** Hears of each id, ours or not, made fit to show. */
  readonly onId: (id: string) => void;
}

/** Lines of a file that are told one by one when they are left out; of more, there is a count. */
const TOLD = 5;
/** Characters of an id that is shown. */
const LONGEST_ID = 60;

/** Reads the results in files that an engine wrote. A line that is none is left out, with a notice. */
export async function* readBatchResults(
  paths: readonly string[],
  { onNotice, onId }: ReadBatchResultsOptions,
): AsyncGenerator<PlacedResult, void, undefined> {
  for (const path of paths) {
    let leftOut = 0;
    const leaveOut = ({ message }: MalformedFileError) => {
      leftOut += 1;
      if (leftOut <= TOLD) onNotice(`${message}; it is left out`);
    };
    for await (const { line, fields } of readJsonLines(path, undefined, {
      onMalformed: leaveOut,
    })) {
      const { custom_id: named } = fields;
      const text = typeof named === 'string' ? printable(named).slice(0, LONGEST_ID) : undefined;
      if (text !== undefined) onId(text);
      const id = parsePairId(named);
      if (id === undefined || text === undefined) {
        const problem = 'has no "custom_id" of an exported pair';
        leaveOut(new MalformedFileError({ path, line, problem }));
      } else {
        const result = batchResultOf(fields, `${path}:${line}`);
        yield { id: { ...id, text }, path, line, result };
      }
    }
    if (leftOut > TOLD) onNotice(`${path}: ${leftOut - TOLD} more lines are left out`);
  }
}
