import { startProgressLines } from '@lb-rerank/core/backend';
import { SingleBar } from 'cli-progress';
import type { CommandContext } from './command-context.ts';

/** A bar, or lines in its place, with figures of their own beside it. */
export interface CountingProgress {
  update(done: number, figures?: object): void;
  stop(): void;
}

/** The time between two lines in a log, of work that may take hours. */
const LINE_EVERY_MS = 30_000;

/** The line that is shown, and its figures. */
export interface CountingProgressOptions {
  /** Of cli-progress, without the bar and the time that is left, which are there where the total is known. */
  readonly format: string;
  readonly total?: number | undefined;
  /** The figures that the format names beside `value` and `total`, at the beginning. */
  readonly figures?: object | undefined;
  /** The time between two lines where there is no terminal, in milliseconds; a larger value writes fewer. @default 30_000 */
  readonly lineEveryMs?: number | undefined;
}

/** Shows how far a piece of work is: a bar with the time that is left on a terminal, a line now and then elsewhere. */
export function startCountingProgress(
  { stderr }: Pick<CommandContext, 'stderr'>,
  options: CountingProgressOptions,
): CountingProgress {
  return stderr.isTTY === true ? startBar(stderr, options) : startLines(stderr, options);
}

function startBar(
  stream: CommandContext['stderr'],
  { format, total, figures = {} }: CountingProgressOptions,
): CountingProgress {
  const bar = new SingleBar({
    stream,
    format: total === undefined ? format : `{bar} ${format}, {eta_formatted} left`,
    barsize: 24,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    etaBuffer: 30,
    clearOnComplete: true,
    hideCursor: true,
    gracefulExit: false,
  });
  bar.start(total ?? 0, 0, figures);
  return {
    update: (done, more) => bar.update(done, more ?? {}),
    stop: () => bar.stop(),
  };
}

function startLines(
  stream: CommandContext['stderr'],
  { format, total, figures = {}, lineEveryMs = LINE_EVERY_MS }: CountingProgressOptions,
): CountingProgress {
  let shown: Record<string, unknown> = { value: 0, total, ...figures };
  const lines = startProgressLines({
    line() {
      const told = format.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(shown[name]));
      if (!total) return told;
      return `${told}, ${Math.floor((Number(shown['value']) / total) * 100)} %`;
    },
    write: (line) => void stream.write(line),
    everyMs: lineEveryMs,
  });
  return {
    update: (value, more) => (shown = { ...shown, ...more, value }),
    stop: () => lines[Symbol.dispose](),
  };
}
