import { join } from 'node:path';
import { createReranker, type LevelProbabilities, type Reranker } from '@lb-rerank/core';
import { failTogether } from '@lb-rerank/core/backend';
import pLimit from 'p-limit';
import type { Hit } from '../first-stage/hit.ts';
import { openScoreJournal, type ScoreJournal } from '../journal/open-score-journal.ts';
import type { ExperimentOptions } from './experiment-options.ts';
import { openTimingLog, type TimingLog } from './timing/open-timing-log.ts';
import type { SecondStage } from './second-stage.ts';
import { timedDepthOf } from './timing/timed-depth-of.ts';
import { SCORE_FORMULAS } from './runs/score-formula.ts';
import type { ScoredQuery } from './runs/scored-query.ts';
import type { Timing } from './timing/timing.ts';

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
  readonly depth: number;
  readonly depths: readonly number[];
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
  const opened = new Map<string, OpenStage>();
  try {
    // By name, so that of two runs in one folder the later one waits, and never each for the other.
    for (const stage of options.secondStages.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      opened.set(stage.name, await openStage(stage, options));
    }
    const stages = options.secondStages.map(({ name }) => opened.get(name)!);
    return await scoreWith(stages, queryIds, options);
  } finally {
    for (const { journal, log } of opened.values()) {
      await journal[Symbol.asyncDispose]();
      await log[Symbol.asyncDispose]();
    }
  }
}

async function openStage(
  secondStage: SecondStage,
  { folder, signal, onNotice }: ExperimentOptions,
): Promise<OpenStage> {
  // A scorer may learn its model's name from its server; under another name the journal knows nothing.
  for (const { limits } of [secondStage.scorer].flat()) await limits?.contextTokens(signal);
  const path = join(folder, `${secondStage.name}.jsonl`);
  const journal = await openScoreJournal(path, { signal, onNotice });
  try {
    const log = await openTimingLog(join(folder, `${secondStage.name}.times.jsonl`));
    const reranker = createReranker({
      scorer: secondStage.scorer,
      cache: journal,
      deadlineMs: Infinity,
    });
    return { secondStage, reranker, journal, log };
  } catch (error) {
    await journal[Symbol.asyncDispose]();
    throw error;
  }
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
  const scoreOne = async (queryId: string, position: number, ended: AbortSignal) => {
    ended.throwIfAborted();
    const timedDepth = timedDepthOf(position, options);
    const scored = await scoreQuery({ queryId, timedDepth }, stages, { ...options, signal: ended });
    queriesDone += 1;
    pairsDone += scored.reduce((sum, { scores }) => sum + countOf(scores.expected), 0);
    options.onProgress?.({ queriesDone, queries: queryIds.length, pairsDone });
    return scored;
  };
  let running: Promise<ScoredQuery[]>[] = [];
  const all = await failTogether(signal, (ended) => {
    running = queryIds.map((queryId, n) => inTurn(() => scoreOne(queryId, n, ended)));
    return Promise.all(running);
  }).finally(() => Promise.allSettled(running));
  return stages.map(({ secondStage, reranker, log }, index) => {
    const scored = all.map((stageResults) => stageResults[index]!);
    const scoresOf = new Map(scored.map(({ queryId, scores }) => [queryId, scores.expected]));
    // The folder may hold timings of other first stages, models, depths or queries.
    const timings = log.timings.filter(
      ({ queryId, firstStage, modelId, depth, pairs }) =>
        firstStage === options.firstStage.name &&
        modelId === reranker.modelId &&
        (depth === options.depth || options.depths.includes(depth)) &&
        countOf(scoresOf.get(queryId)?.slice(0, depth) ?? []) === pairs,
    );
    return { secondStage, modelId: reranker.modelId, queries: scored, timings };
  });
}

async function scoreQuery(
  { queryId, timedDepth }: { queryId: string; timedDepth: number },
  stages: readonly OpenStage[],
  options: ScoringOptions,
): Promise<ScoredQuery[]> {
  const { firstStage, queries, size, scoredHits, signal, ignoreIdenticalIds = true } = options;
  const query = queries.get(queryId)!;
  const startedAt = performance.now();
  const found = await firstStage.search({ id: queryId, text: query }, { size: size + 1, signal });
  const firstStageMs = performance.now() - startedAt;
  const kept = found.filter(({ id }) => id !== queryId);
  options.onIdenticalIds(found.length - kept.length);
  const hits = (ignoreIdenticalIds ? kept : found).slice(0, size);
  const scored: ScoredQuery[] = [];
  for (const stage of stages) {
    const timed = await rerankHits(query, hits.slice(0, timedDepth), stage, signal);
    const others = await rerankHits(query, hits.slice(timedDepth, scoredHits), stage, signal);
    if (timed.timing !== undefined) {
      await stage.log.add({
        queryId,
        firstStage: firstStage.name,
        modelId: stage.reranker.modelId,
        depth: timedDepth,
        ...timed.timing,
        firstStageMs,
      });
    }
    scored.push(scoredQuery(queryId, hits, [...timed.probabilities, ...others.probabilities]));
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
