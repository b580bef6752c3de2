import type { TerminalStream } from './command-context.ts';
import { startCountingProgress } from './start-counting-progress.ts';

/** Progress that is gone when it is let go of. */
export interface Progress extends Disposable {
  advance(steps?: number): void;
}

/** The time between two lines where there is no terminal: these steps take seconds to minutes. */
const LINE_EVERY_MS = 10_000;

/** Shows how many of a command's steps are done: by a bar on a terminal, by a line every 10 seconds without one. */
export function startProgress(stderr: TerminalStream, title: string, total: number): Progress {
  const format = `${title} {value}/{total}`;
  const progress = startCountingProgress({ stderr }, { format, total, lineEveryMs: LINE_EVERY_MS });
  let done = 0;
  return {
    advance(steps = 1) {
      done += steps;
      progress.update(done);
    },
    [Symbol.dispose]: () => progress.stop(),
  };
}
