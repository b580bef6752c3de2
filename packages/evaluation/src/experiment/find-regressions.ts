import type { Hit } from '../first-stage/hit.ts';
import type { Evaluation } from '../metrics/evaluation.ts';
import { isRelevant } from '../metrics/is-relevant.ts';
import { rankedIds } from '../metrics/ranked-ids.ts';
import type { Run } from '../metrics/run.ts';
import type { MovedDocument, Regression } from './data-set-result.ts';
import type { ExperimentOptions } from './experiment-options.ts';

/** The order that a model's is compared with, and the source of the texts. */
export interface RegressionOptions extends Pick<
  ExperimentOptions,
  'firstStage' | 'queries' | 'qrels' | 'signal'
> {
  readonly metric: string;
  /** Hits of a query that were asked for. */
  readonly size: number;
  readonly before: { readonly run: Run; readonly evaluation: Evaluation<string> };
  readonly after: { readonly run: Run; readonly evaluation: Evaluation<string> };
}

const MOST_QUERIES = 10;
const PASSAGE_LENGTH = 400;

/** Finds the queries that lost the most on a metric, worst first; texts are fetched again, since none was kept. */
export async function findRegressions(options: RegressionOptions): Promise<Regression[]> {
  const { before, after, metric, firstStage, queries, size, signal } = options;
  const lossOf = (id: string) =>
    before.evaluation.perQuery.get(id)![metric]! - after.evaluation.perQuery.get(id)![metric]!;
  const worst = [...after.evaluation.perQuery.keys()]
    .filter((id) => lossOf(id) > 0)
    .toSorted((a, b) => lossOf(b) - lossOf(a))
    .slice(0, MOST_QUERIES);
  const regressions: Regression[] = [];
  for (const queryId of worst) {
    const query = queries.get(queryId)!;
    const hits = await firstStage.search({ id: queryId, text: query }, { size, signal });
    regressions.push({
      queryId,
      query,
      before: before.evaluation.perQuery.get(queryId)![metric]!,
      after: after.evaluation.perQuery.get(queryId)![metric]!,
      ...movesOf(queryId, hits, options),
    });
  }
  return regressions;
}

function movesOf(
  queryId: string,
  hits: readonly Hit[],
  { before, after, qrels }: RegressionOptions,
): Pick<Regression, 'fallen' | 'first'> {
  const scores = after.run.get(queryId)!;
  const idsBefore = rankedIds(before.run.get(queryId)!);
  const idsAfter = rankedIds(scores);
  const judgements = qrels.get(queryId)!;
  // Of a document that was found in several passages, the one that was found first.
  const passages = new Map(hits.toReversed().map(({ id, passage }) => [id, passage]));
  const moved = (id: string): MovedDocument => ({
    id,
    rankBefore: idsBefore.indexOf(id) + 1,
    rankAfter: idsAfter.indexOf(id) + 1,
    grade: judgements.get(id) ?? null,
    score: scores.get(id)!,
    passage: (passages.get(id) ?? '').slice(0, PASSAGE_LENGTH).toWellFormed(),
  });
  const [fallen] = idsBefore
    .filter((id) => isRelevant(judgements.get(id) ?? 0))
    .map(moved)
    .toSorted((a, b) => b.rankAfter - b.rankBefore - (a.rankAfter - a.rankBefore));
  return { ...(fallen !== undefined && { fallen }), first: moved(idsAfter[0]!) };
}
