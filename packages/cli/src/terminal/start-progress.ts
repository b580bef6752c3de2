import { Presets, SingleBar } from 'cli-progress';
import type { TerminalStream } from './command-context.ts';

/** A bar that is gone when it is let go of. */
export interface Progress extends Disposable {
  advance(steps?: number): void;
}

/** Shows how far a command is and how long it will take, on a terminal; nothing at all without one. */
export function startProgress(stderr: TerminalStream, title: string, total: number): Progress {
  const bar = new SingleBar(
    {
      format: `${title} {bar} {value}/{total}, {eta_formatted} left`,
      stream: stderr,
      clearOnComplete: true,
      hideCursor: true,
      gracefulExit: false,
    },
    Presets.shades_classic,
  );
  bar.start(total, 0);
  return {
    advance: (steps = 1) => bar.increment(steps),
    [Symbol.dispose]: () => bar.stop(),
  };
}
