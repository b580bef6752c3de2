import { styleText } from 'node:util';
import type { BeforeAndAfter, Measured } from './measure.ts';

/** What a run came to. */
export interface SummaryOptions {
  readonly model: string;
  /** The server's address, or the model file. */
  readonly location: string;
  readonly isStandIn: boolean;
  readonly documents: number;
  readonly queries: number;
  readonly pairs: number;
  /** Pairs that the model failed on. */
  readonly unscoredPairs: number;
  /** How long reranking took, in milliseconds. */
  readonly totalMs: number;
  /** Undefined where nobody judged what was searched for. */
  readonly measured: Measured | undefined;
}

/** The figures over all queries, and which model they belong to, as lines of at most 100 columns (a long path aside). */
export function summary(options: SummaryOptions): string[] {
  const { model, location, isStandIn, documents, queries, pairs, unscoredPairs, totalMs } = options;
  const seconds = Math.max(totalMs, 1) / 1000;
  return [
    ...(options.measured === undefined ? [] : figures(options.measured, queries)),
    `${pairs} pairs in ${seconds.toFixed(1)} s: ${(pairs / seconds).toFixed(1)} pairs/s`,
    ...(unscoredPairs === 0 ? [] : [styleText('yellow', `${unscoredPairs} pairs got no score`)]),
    `first stage   MiniSearch (BM25+) over ${documents} abstracts of SciFact`,
    `second stage  ${model} (${location})`,
    ...(isStandIn ? [styleText('yellow', STAND_IN)] : []),
  ];
}

const STAND_IN =
  '              a bundled stand-in, not the LB Reranker: its figures say nothing about the real one';

function figures({ ndcg10, mrr }: Measured, queries: number): string[] {
  const heading = `over ${queries} judged queries`.padEnd(28);
  return [
    styleText('dim', `${heading}before    after     change`),
    row('NDCG@10', ndcg10),
    row('MRR', mrr),
    '',
  ];
}

function row(name: string, { before, after }: BeforeAndAfter): string {
  const change = `${after < before ? '-' : '+'}${Math.abs(after - before).toFixed(4)}`;
  const colour = after < before ? 'red' : 'green';
  return `${name.padEnd(28)}${before.toFixed(4)}    ${after.toFixed(4)}   ${styleText(colour, change)}`;
}
