import { InvalidRequestError } from '@lb-rerank/core';
import { readJsonLines, readRunGroups } from '@lb-rerank/evaluation';
import type { BulkItem } from './bulk-item.ts';
import type { OutputFile } from './output-file.ts';

/** How much of a job an output holds. */
export interface Resumption {
  readonly items: number;
  /** The mark of the last of them; undefined where there is none. */
  readonly mark: unknown;
}

/** What an output of that kind holds. @throws MalformedFileError where it is no such file. */
export async function resumptionOf(output: OutputFile, kind: 'jsonl' | 'run'): Promise<Resumption> {
  if (output.bytes === 0) return { items: 0, mark: undefined };
  return kind === 'run' ? resumptionOfRun(output) : resumptionOfJsonl(output);
}

/** Each line is an item. */
async function resumptionOfJsonl({ path }: OutputFile): Promise<Resumption> {
  let items = 0;
  let query: unknown;
  for await (const { fields } of readJsonLines(path)) {
    items += 1;
    query = fields['query'];
  }
  return { items, mark: query };
}

/** Lines of one query are an item; the last one may have been broken off, so it is cut off and done again. */
async function resumptionOfRun(output: OutputFile): Promise<Resumption> {
  const queryIds: string[] = [];
  let bytes = 0;
  let bytesBefore = 0;
  for await (const { queryId, bytes: length } of readRunGroups(output.path)) {
    queryIds.push(queryId);
    bytesBefore = bytes;
    bytes += length;
  }
  if (queryIds.length === 0) return { items: 0, mark: undefined };
  await output.truncate(bytesBefore);
  return { items: queryIds.length - 1, mark: queryIds.at(-2) };
}

/**
 * The items that an output does not hold yet.
 *
 * @throws InvalidRequestError where the output is of another input.
 */
export async function* remaining(
  items: AsyncIterable<BulkItem>,
  done: Resumption,
  output: string,
): AsyncGenerator<BulkItem, void, undefined> {
  let count = 0;
  for await (const item of items) {
    count += 1;
    if (count > done.items) yield item;
    else if (count === done.items && item.mark !== done.mark) throw ofAnother(output, item.place);
  }
  if (count < done.items) throw ofAnother(output, 'its end');
}

function ofAnother(output: string, place: string): InvalidRequestError {
  const problem = `is of another input, as its last line and ${place} show; name another output`;
  return new InvalidRequestError(output, problem);
}
