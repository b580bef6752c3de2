import { type FileHandle, open } from 'node:fs/promises';
import { readJsonLines } from '../../lines/read-json-lines.ts';
import { JournalWriteError } from '../../errors/journal-write-error.ts';
import { MalformedFileError } from '../../errors/malformed-file-error.ts';
import { dropTornLine } from '../../journal/drop-torn-line.ts';
import { measureWholeLines } from '../../journal/measure-whole-lines.ts';
import type { Timing } from './timing.ts';

/** The durations of queries, over all runs that a folder has seen. */
export interface TimingLog extends AsyncDisposable {
  readonly timings: readonly Timing[];
  /** @throws JournalWriteError where the disk refuses it. */
  add(timing: Timing): Promise<void>;
}

/** Opens an append-only file of timings, or begins one. @throws MalformedFileError naming the line of a file that is none. */
export async function openTimingLog(path: string): Promise<TimingLog> {
  const file = await open(path, 'a+');
  try {
    const bytes = await measureWholeLines(file);
    const timings = bytes > 0 ? await readTimings(path, bytes) : [];
    await dropTornLine(file, { path, beginning: '{"queryId":"' });
    return timingLog(path, file, timings);
  } catch (error) {
    await file.close();
    throw error;
  }
}

function timingLog(path: string, file: FileHandle, timings: Timing[]): TimingLog {
  return {
    timings,
    async add(timing) {
      timings.push(timing);
      await file.appendFile(`${JSON.stringify(timing)}\n`).catch((cause: unknown) => {
        throw new JournalWriteError(path, cause);
      });
    },
    [Symbol.asyncDispose]: () => file.close(),
  };
}

async function readTimings(path: string, bytes: number): Promise<Timing[]> {
  const timings: Timing[] = [];
  for await (const { line, fields } of readJsonLines(path, bytes)) {
    const { queryId, firstStage, pairs, firstStageMs, rerankMs } = fields;
    // Lines of earlier versions do not say what was timed.
    if (firstStage === undefined) continue;
    const numbers = [fields['depth'], pairs, firstStageMs, rerankMs];
    if (typeof queryId !== 'string' || !numbers.every(Number.isFinite)) {
      throw new MalformedFileError({ path, line, problem: 'is no timing of a query' });
    }
    timings.push(fields as unknown as Timing);
  }
  return timings;
}
