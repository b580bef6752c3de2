import { join } from 'node:path';
import { createReranker, type LevelProbabilities, type Reranker } from '@lb-rerank/core';
import { failTogether } from '@lb-rerank/core/backend';
import pLimit from 'p-limit';
import type { Hit } from '../first-stage/hit.ts';
import { openScoreJournal, type ScoreJournal } from '../journal/open-score-journal.ts';
import type { ExperimentOptions } from './experiment-options.ts';
import { openTimingLog, type TimingLog } from './open-timing-log.ts';
import type { SecondStage } from './second-stage.ts';
import { SCORE_FORMULAS } from './score-formula.ts';
import type { ScoredQuery } from './scored-query.ts';
import type { Timing } from './timing.ts';

/** The results of one second stage on all queries. */
export interface ScoredStage {
  readonly secondStage: SecondStage;
  readonly modelId: string;
  readonly queries: readonly ScoredQuery[];
  readonly timings: readonly Timing[];
}

/** The number of hits that are looked for, and the number of these that are scored. */
export interface ScoringOptions extends ExperimentOptions {
  /** Told of how many hits of a query have its id. */
  readonly onIdenticalIds: (hits: number) => void;
  readonly size: number;
  readonly scoredHits: number;
}

/** A second stage at work. */
interface OpenStage {
  readonly secondStage: SecondStage;
  readonly reranker: Reranker;
  readonly journal: ScoreJournal;
  readonly log: TimingLog;
}

/**
 * Sends queries through the first stage and each second one. Texts are let go with their query, so that memory grows with
 * the ids only; every scored pair is in the folder before the next query is begun.
 *
 * @throws what kept a model from scoring: figures over a part of the pairs would mean nothing.
 */
export async function scoreQueries(
  queryIds: readonly string[],
  options: ScoringOptions,
): Promise<ScoredStage[]> {
  const stages: OpenStage[] = [];
  try {
    for (const secondStage of options.secondStages) {
      stages.push(await openStage(secondStage, options));
    }
    return await scoreWith(stages, queryIds, options);
  } finally {
    for (const { journal, log } of stages) {
      await journal[Symbol.asyncDispose]();
      await log[Symbol.asyncDispose]();
    }
  }
}

async function openStage(
  secondStage: SecondStage,
  { folder, signal }: ExperimentOptions,
): Promise<OpenStage> {
  // A scorer may learn its model's name from its server; under another name the journal knows nothing.
  for (const { limits } of [secondStage.scorer].flat()) await limits?.contextTokens(signal);
  const journal = await openScoreJournal(join(folder, `${secondStage.name}.jsonl`));
  const log = await openTimingLog(join(folder, `${secondStage.name}.times.jsonl`));
  const reranker = createReranker({ scorer: secondStage.scorer, cache: journal });
  return { secondStage, reranker, journal, log };
}

async function scoreWith(
  stages: readonly OpenStage[],
  queryIds: readonly string[],
  options: ScoringOptions,
): Promise<ScoredStage[]> {
  const { signal, parallelQueries = 1 } = options;
  const inTurn = pLimit(parallelQueries);
  let queriesDone = 0;
  let pairsDone = 0;
  const scoreOne = async (queryId: string, ended: AbortSignal) => {
    ended.throwIfAborted();
    const scored = await scoreQuery(queryId, stages, { ...options, signal: ended });
    queriesDone += 1;
    pairsDone += scored.reduce((sum, { scores }) => sum + countOf(scores.expected), 0);
    options.onProgress?.({ queriesDone, queries: queryIds.length, pairsDone });
    return scored;
  };
  let running: Promise<ScoredQuery[]>[] = [];
  const all = await failTogether(signal, (ended) => {
    running = queryIds.map((queryId) => inTurn(() => scoreOne(queryId, ended)));
    return Promise.all(running);
  }).finally(() => Promise.allSettled(running));
  return stages.map(({ secondStage, reranker, log }, index) => {
    const scored = all.map((stageResults) => stageResults[index]!);
    const pairsOf = new Map(
      scored.map(({ queryId, scores }) => [queryId, countOf(scores.expected)]),
    );
    // The folder may hold timings of other depths or queries.
    const timings = log.timings.filter(({ queryId, pairs }) => pairsOf.get(queryId) === pairs);
    return { secondStage, modelId: reranker.modelId, queries: scored, timings };
  });
}

async function scoreQuery(
  queryId: string,
  stages: readonly OpenStage[],
  options: ScoringOptions,
): Promise<ScoredQuery[]> {
  const { firstStage, queries, size, scoredHits, signal, ignoreIdenticalIds = true } = options;
  const query = queries.get(queryId)!;
  const startedAt = performance.now();
  const found = await firstStage.search({ id: queryId, text: query }, { size: size + 1, signal });
  const firstStageMs = performance.now() - startedAt;
  const others = found.filter(({ id }) => id !== queryId);
  options.onIdenticalIds(found.length - others.length);
  const hits = (ignoreIdenticalIds ? others : found).slice(0, size);
  const scored: ScoredQuery[] = [];
  for (const stage of stages) {
    const { probabilities, timing } = await rerankHits(
      query,
      hits.slice(0, scoredHits),
      stage,
      signal,
    );
    if (timing !== undefined) await stage.log.add({ queryId, ...timing, firstStageMs });
    scored.push(scoredQuery(queryId, hits, probabilities));
  }
  return scored;
}

async function rerankHits(
  query: string,
  hits: readonly Hit[],
  { reranker, journal }: OpenStage,
  signal: AbortSignal | undefined,
) {
  const candidates = hits.map((hit) => ({ document: hit.id, passage: hit.passage }));
  const { results, error, counts, timings } = await reranker
    .rerank({ query, candidates, signal })
    .finally(() => journal.flush());
  if (error !== undefined) throw error;
  const byIndex = results.toSorted((a, b) => a.index - b.index);
  // A query of which an earlier run had scored a part would seem faster than it is.
  const isWhole = counts.cached === 0 && counts.scored > 0;
  return {
    probabilities: byIndex.map(({ probabilities }) => probabilities),
    timing: isWhole ? { pairs: counts.scored, rerankMs: timings.totalMs } : undefined,
  };
}

function scoredQuery(
  queryId: string,
  hits: readonly Hit[],
  answers: readonly (LevelProbabilities | null)[],
): ScoredQuery {
  const under = (formula: keyof typeof SCORE_FORMULAS) =>
    hits.map((_, index) => {
      const answer = answers[index] ?? null;
      return answer === null ? null : SCORE_FORMULAS[formula](answer);
    });
  return {
    queryId,
    hits: hits.map(({ id, score }) => ({ id, score })),
    scores: { expected: under('expected'), card: under('card'), notebook: under('notebook') },
  };
}

function countOf(scores: readonly (number | null)[]): number {
  return scores.filter((score) => score !== null).length;
}
