import { readJsonLines, readRunGroups } from '@lb-rerank/evaluation';
import type { JobItems } from './open-job-items.ts';
import { resumeKeyOf } from './lines/read-run-items.ts';
import type { OutputFile } from './output/output-file.ts';

/** The part of a job that an output holds. */
export interface Resumption {
  /** Items that are done. */
  readonly items: number;
  /** The last of them as the output holds it, which begins with its `resumeKey`; undefined where there is none. */
  readonly last: string | undefined;
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
  if (output.bytes === 0) return { items: 0, last: undefined, bytes: 0 };
  return kind === 'run' ? resumptionOfRun(output) : resumptionOfJsonl(output);
}

/** Counts lines: each is an item. */
async function resumptionOfJsonl({ path, bytes }: OutputFile): Promise<Resumption> {
  let items = 0;
  let last: string | undefined;
  for await (const { text } of readJsonLines(path, bytes)) {
    items += 1;
    last = text;
  }
  return { items, last, bytes };
}

/** Counts queries: the lines of one are an item. The last one may have been broken off, so it is done again. */
async function resumptionOfRun(output: OutputFile): Promise<Resumption> {
  let groups = 0;
  let keys: { readonly last?: string; readonly beforeLast?: string } = {};
  let bytes = 0;
  let bytesBefore = 0;
  for await (const group of readRunGroups(output.path, output.bytes)) {
    groups += 1;
    keys = { last: resumeKeyOf(group), ...(keys.last !== undefined && { beforeLast: keys.last }) };
    bytesBefore = bytes;
    bytes += group.bytes;
  }
  return { items: Math.max(0, groups - 1), last: keys.beforeLast, bytes: bytesBefore };
}
