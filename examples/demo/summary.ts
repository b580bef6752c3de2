import { styleText } from 'node:util';
import type { BeforeAndAfter, Measured } from './measure.ts';

/** Figures of a run. */
export interface SummaryOptions {
  readonly model: string;
  /** The server's address, or the model file. */
  readonly location: string;
  readonly isStandIn: boolean;
  readonly documents: number;
  readonly queries: number;
  /** Queries that there was no time for. */
  readonly skippedQueries: number;
  readonly pairs: number;
  /** Pairs that the model failed on. */
  readonly unscoredPairs: number;
  /** The time that reranking took, in milliseconds. */
  readonly totalMs: number;
  /** The time of the pair that was scored first of all and is in no figure, in milliseconds. */
  readonly warmUpMs: number;
  /** The machine that measured; a model behind an address may run on another. */
  readonly machine: string;
  /** Undefined where nobody judged what was searched for. */
  readonly measured: Measured | undefined;
}

/** The figures over all queries, and which model they belong to, as lines of at most 100 columns (a long path aside). */
export function summary(options: SummaryOptions): string[] {
  const { model, location, isStandIn, documents, pairs, unscoredPairs, totalMs } = options;
  const seconds = Math.max(totalMs, 1) / 1000;
  return [
    ...(options.measured === undefined ? [] : figures(options, options.measured)),
    `${pairs} pairs in ${seconds.toFixed(1)} s: ${(pairs / seconds).toFixed(1)} pairs/s`,
    ...(unscoredPairs === 0 ? [] : [styleText('yellow', `${unscoredPairs} pairs got no score`)]),
    `first stage   MiniSearch (BM25+) over ${documents} abstracts of SciFact`,
    `second stage  ${model} (${location})`,
    ...(isStandIn ? [styleText('yellow', STAND_IN)] : []),
    `measured on   ${options.machine}`,
    `              after a warm-up of one pair in ${Math.round(options.warmUpMs)} ms, which is in no figure`,
  ];
}

const STAND_IN =
  '              a bundled stand-in, not the LB Reranker: its figures say nothing about the real one';

/** Columns that are wide enough for the longest heading. */
const NAME = 38;

function figures({ queries, skippedQueries }: SummaryOptions, { ndcg10, mrr }: Measured): string[] {
  const all = queries + skippedQueries;
  const counted = skippedQueries === 0 ? `${all}` : `the first ${queries} of ${all}`;
  const heading = `over ${counted} judged queries`.padEnd(NAME);
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
  return `${name.padEnd(NAME)}${before.toFixed(4)}    ${after.toFixed(4)}   ${styleText(colour, change)}`;
}
