import { type FileHandle, open } from 'node:fs/promises';
import type { LevelProbabilities, ScoreCache } from '@lb-rerank/core';
import { areProbabilities } from '@lb-rerank/core/backend';
import { type FileLock, lockFile, type LockFileOptions } from '@lb-rerank/core/files';
import { readJsonLines } from '../lines/read-json-lines.ts';
import { MalformedFileError } from '../errors/malformed-file-error.ts';
import { JournalWriteError } from '../errors/journal-write-error.ts';
import { dropTornLine } from './drop-torn-line.ts';
import { measureWholeLines } from './measure-whole-lines.ts';

/** Every pair that was ever scored, in memory and in an append-only file. */
export interface ScoreJournal extends ScoreCache, AsyncDisposable {
  readonly path: string;
  /** The number of pairs that it holds. */
  readonly size: number;
  get(key: string): LevelProbabilities | undefined;
  set(key: string, value: LevelProbabilities): void;
  /** Resolves when all that was set is in the file. @throws JournalWriteError where the disk refused it. */
  flush(): Promise<void>;
}

/**
 * Opens a journal of scored pairs, or begins one. Handed to `createReranker` as its cache, it makes work that was killed go
 * on where it was: what is in the file is not asked of the model again.
 *
 * A line is `{"key":"…","probabilities":[…]}`, with the key and the meaning of core's `cachedScorer`. A last line without its
 * end, as a kill in the middle of writing leaves it, is cut off. Each line is handed to the operating system as soon as the
 * one before it is written, so a killed process loses none; only a power cut may. Who opens a journal that is open, in this
 * process or another, waits until it is disposed.
 *
 * @throws MalformedFileError naming the line of a file that is no such journal, and is left as it is.
 *
 * @example
 * ```ts
 * import { openScoreJournal } from '@lb-rerank/evaluation';
 *
 * await using journal = await openScoreJournal('pairs.jsonl');
 * journal.set('apple', [0, 0, 0, 0, 0.1, 0.2, 0.7]);
 * await journal.flush();
 * console.log(journal.size); // 1
 * ```
 */
export async function openScoreJournal(
  path: string,
  waiting: LockFileOptions = {},
): Promise<ScoreJournal> {
  const lock = await lockFile(path, waiting);
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'a+');
    const bytes = await measureWholeLines(file);
    const scores = bytes > 0 ? await readScores(path, bytes) : new Map();
    await dropTornLine(file, { path, beginning: '{"key":"' });
    return new FileJournal({ path, file, lock, scores });
  } catch (error) {
    await file?.close();
    await lock[Symbol.asyncDispose]();
    throw error;
  }
}

/** An open journal's file and lock, and the pairs that it held. */
interface OpenJournal {
  readonly path: string;
  readonly file: FileHandle;
  readonly lock: FileLock;
  readonly scores: Map<string, LevelProbabilities>;
}

class FileJournal implements ScoreJournal {
  readonly path: string;
  readonly #file: FileHandle;
  readonly #lock: FileLock;
  readonly #scores: Map<string, LevelProbabilities>;
  #waiting = '';
  #writing: Promise<void> | undefined;
  #failure: JournalWriteError | undefined;

  constructor({ path, file, lock, scores }: OpenJournal) {
    this.path = path;
    this.#file = file;
    this.#lock = lock;
    this.#scores = scores;
  }

  get size(): number {
    return this.#scores.size;
  }

  get(key: string): LevelProbabilities | undefined {
    return this.#scores.get(key);
  }

  set(key: string, probabilities: LevelProbabilities): void {
    if (this.#scores.has(key)) return;
    this.#scores.set(key, probabilities);
    this.#waiting += `${JSON.stringify({ key, probabilities })}\n`;
    this.#writing ??= this.#write();
  }

  async flush(): Promise<void> {
    await this.#writing;
    if (this.#failure !== undefined) throw this.#failure;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#writing;
    await this.#file.close();
    await this.#lock[Symbol.asyncDispose]();
  }

  async #write(): Promise<void> {
    while (this.#waiting !== '' && this.#failure === undefined) {
      const lines = this.#waiting;
      this.#waiting = '';
      try {
        await this.#lock.requireHeld();
        await this.#file.appendFile(lines);
      } catch (cause) {
        this.#failure = new JournalWriteError(this.path, cause);
      }
    }
    this.#writing = undefined;
  }
}

async function readScores(path: string, bytes: number): Promise<Map<string, LevelProbabilities>> {
  const scores = new Map<string, LevelProbabilities>();
  for await (const { line, fields } of readJsonLines(path, bytes)) {
    const { key, probabilities } = fields;
    if (typeof key !== 'string' || !isSevenNumbers(probabilities)) {
      throw new MalformedFileError({ path, line, problem: 'is no scored pair of a journal' });
    }
    // Anything else than a distribution over the levels counts as not scored.
    if (areProbabilities(probabilities)) scores.set(key, probabilities);
  }
  return scores;
}

function isSevenNumbers(value: unknown): value is LevelProbabilities {
  return (
    Array.isArray(value) && value.length === 7 && value.every((number) => Number.isFinite(number))
  );
}
