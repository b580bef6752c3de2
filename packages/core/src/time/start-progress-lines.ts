/** The lines that tell how far a piece of work is. */
export interface ProgressLinesOptions {
  /** Makes a line from where the work stands, such as `measuring 3/12`. */
  readonly line: () => string;
  /** Takes a line with its end, and the seconds since the beginning. */
  readonly write: (line: string) => void;
  /** The time between two lines, in milliseconds; a larger value writes fewer. @default 10_000 */
  readonly everyMs?: number | undefined;
}

/**
 * Writes a line now and then on how far a piece of work is, for where no terminal shows a bar: a log, a pipe, a job of CI. The
 * first comes after one interval, so that short work writes none. Disposing it ends the lines.
 *
 * @example
 * ```ts
 * import { setTimeout } from 'node:timers/promises';
 * import { startProgressLines } from '@lb-rerank/core/backend';
 *
 * const lines: string[] = [];
 * {
 *   const write = (line: string) => lines.push(line);
 *   using _lines = startProgressLines({ line: () => 'measuring 3/12', write, everyMs: 10 });
 *   await setTimeout(50);
 * }
 * console.log(lines[0]?.trim()); // measuring 3/12, 0 s
 * ```
 */
export function startProgressLines({
  line,
  write,
  everyMs = 10_000,
}: ProgressLinesOptions): Disposable {
  const startedAt = performance.now();
  const timer = setInterval(() => {
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    write(`${line()}, ${seconds} s\n`);
  }, everyMs);
  // Progress alone keeps no process alive.
  timer.unref();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
