import { readJsonLines, readRunGroups } from '@lb-rerank/evaluation';
import type { JobItems } from './open-job-items.ts';
import type { OutputFile } from './output-file.ts';

/** The part of a job that an output holds. */
export interface Resumption {
  /** Items that are done. */
  readonly items: number;
  /** The key of the last of them; undefined where there is none. */
  readonly resumeKey: unknown;
  /** The bytes that these items take in the output; anything behind them is done again. */
  readonly bytes: number;
}

/**
 * Reads the part of a job that an output of that kind holds. @throws MalformedFileError where it is no such file.
 */
export async function resumptionOf(
  output: OutputFile,
  kind: JobItems['kind'],
): Promise<Resumption> {
  if (output.bytes === 0) return { items: 0, resumeKey: undefined, bytes: 0 };
  return kind === 'run' ? resumptionOfRun(output) : resumptionOfJsonl(output);
}

/** Counts lines: each is an item. */
async function resumptionOfJsonl({ path, bytes }: OutputFile): Promise<Resumption> {
  let items = 0;
  let query: unknown;
  for await (const { fields } of readJsonLines(path, bytes)) {
    items += 1;
    query = fields['query'];
  }
  return { items, resumeKey: query, bytes };
}

/** Counts queries: the lines of one are an item. The last one may have been broken off, so it is done again. */
async function resumptionOfRun(output: OutputFile): Promise<Resumption> {
  const queryIds: string[] = [];
  let bytes = 0;
  let bytesBefore = 0;
  for await (const { queryId, bytes: length } of readRunGroups(output.path, output.bytes)) {
    queryIds.push(queryId);
    bytesBefore = bytes;
    bytes += length;
  }
  return {
    items: Math.max(0, queryIds.length - 1),
    resumeKey: queryIds.at(-2),
    bytes: bytesBefore,
  };
}
