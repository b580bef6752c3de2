import { SingleBar } from 'cli-progress';

/** A progress bar over queries on stderr; nothing at all without a terminal. */
export function startProgressBar(total: number): SingleBar {
  const bar = new SingleBar({
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
