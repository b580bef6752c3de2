import { SingleBar } from 'cli-progress';
import type { CommandContext } from './command-context.ts';

/** A bar with figures of its own beside it. */
export interface CountingProgress {
  update(done: number, figures?: object): void;
  stop(): void;
}

/** Without a terminal, such as in a log, a line now and then is enough. */
const LINE_EVERY_MS = 30_000;

/** The line that is shown, and its figures. */
export interface CountingProgressOptions {
  /** Of cli-progress, without the bar and the time that is left, which are there where the total is known. */
  readonly format: string;
  readonly total?: number | undefined;
  /** The figures that the format names beside `value` and `total`, at the beginning. */
  readonly figures?: object | undefined;
}

/** Shows how far a piece of work is: a bar with the time that is left on a terminal, a line every 30 seconds elsewhere. */
export function startCountingProgress(
  { stderr }: Pick<CommandContext, 'stderr'>,
  { format, total, figures = {} }: CountingProgressOptions,
): CountingProgress {
  const bar = new SingleBar({
    stream: stderr,
    format: total === undefined ? format : `{bar} ${format}, {eta_formatted} left`,
    barsize: 24,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    etaBuffer: 30,
    clearOnComplete: true,
    hideCursor: true,
    gracefulExit: false,
    noTTYOutput: true,
    notTTYSchedule: LINE_EVERY_MS,
  });
  bar.start(total ?? 0, 0, figures);
  return {
    update: (done, more) => bar.update(done, more ?? {}),
    stop: () => bar.stop(),
  };
}
