import { startProgressLines } from '@lb-rerank/core/backend';
import { SingleBar } from 'cli-progress';

/** The progress over queries: a bar, or lines. */
export interface ShownProgress {
  update(queries: number, figures: { readonly pairs: number }): void;
  stop(): void;
}

/** Shows the progress over queries on stderr: a bar on a terminal, a line every 10 seconds elsewhere. */
export function startProgressBar(
  total: number,
  stream: NodeJS.WritableStream & { readonly isTTY?: boolean } = process.stderr,
): ShownProgress {
  if (stream.isTTY !== true) {
    let done = { queries: 0, pairs: 0 };
    const lines = startProgressLines({
      line: () => `reranking: ${done.queries}/${total} queries, ${done.pairs} pairs`,
      write: (line) => void stream.write(line),
    });
    return {
      update: (queries, { pairs }) => (done = { queries, pairs }),
      stop: () => lines[Symbol.dispose](),
    };
  }
  const bar = new SingleBar({
    stream,
    format: 'reranking {bar} {value}/{total} queries, {pairs} pairs, {eta_formatted} left',
    barsize: 30,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    clearOnComplete: true,
    etaBuffer: 20,
  });
  bar.start(total, 0, { pairs: 0 });
  return bar;
}
