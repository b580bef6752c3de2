/** The main job end to end: full-text search over real documents, then the model's order, measured against judgements. */
import { fileURLToPath } from 'node:url';
import { createReranker, RerankError } from '@lb-rerank/core';
import { type CorpusDocument, machineInWords, openBeirCollection } from '@lb-rerank/evaluation';
import { closingLine } from './closing-line.ts';
import { comparison } from './comparison.ts';
import { createFirstStage } from './first-stage.ts';
import { measure } from './measure.ts';
import { startProgressBar } from './progress-bar.ts';
import { rerankQueries } from './rerank-queries.ts';
import { openSecondStage } from './second-stage.ts';
import { summary } from './summary.ts';

const RANK_WINDOW_SIZE = 30;
/** The stand-in needs less; the real model on a few cores would take many times as long for all of the queries. */
const TIME_BUDGET_MS = 150_000;
const SHOWN_QUERY = '115';
const OWN_QUERY = 'own';

async function demo(ownQuery: string): Promise<void> {
  const collection = await openBeirCollection(
    fileURLToPath(new URL('collection', import.meta.url)),
  );
  const documents: CorpusDocument[] = [];
  for await (const document of collection.documents()) documents.push(document);
  const firstStage = createFirstStage(documents);
  const shown = ownQuery === '' ? SHOWN_QUERY : OWN_QUERY;
  const queries = new Map([[shown, ownQuery || collection.queries.get(shown)!]]);
  if (ownQuery === '') for (const [id, query] of collection.queries) queries.set(id, query);

  await using secondStage = await openSecondStage(process.env);
  // A server connects and a model loads with the first pair of all, which is in no figure.
  const beganAt = performance.now();
  await secondStage.scorer.score({ query: 'warm-up', passages: ['warm-up'] });
  const warmUpMs = performance.now() - beganAt;
  const progress = startProgressBar(queries.size);
  const rankings = await rerankQueries({
    firstStage,
    reranker: createReranker({ scorer: secondStage.scorer, deadlineMs: Infinity }),
    queries,
    rankWindowSize: RANK_WINDOW_SIZE,
    timeBudgetMs: TIME_BUDGET_MS,
    onProgress: (done) => progress.update(done.queries, { pairs: done.pairs }),
  }).finally(() => progress.stop());

  const lines = comparison({
    query: queries.get(shown)!,
    ranking: rankings.get(shown)!,
    judgements: collection.qrels.get(shown),
  });
  console.log(lines.join('\n'));

  const all = [...rankings.values()];
  const figures = {
    model: secondStage.scorer.modelId,
    location: secondStage.location,
    isStandIn: secondStage.isStandIn,
    machine: machineInWords(),
    warmUpMs,
    queries: rankings.size,
    skippedQueries: queries.size - rankings.size,
    pairs: all.reduce((sum, { counts }) => sum + counts.scored, 0),
    unscoredPairs: all.reduce((sum, { counts }) => sum + counts.unscored, 0),
    totalMs: all.reduce((sum, { timings }) => sum + timings.totalMs, 0),
    documents: documents.length,
    measured: ownQuery === '' ? measure(rankings, collection.qrels) : undefined,
  };
  console.log(`\n${summary(figures).join('\n')}\n`);
  console.log(closingLine({ ...figures, ndcg10: figures.measured?.ndcg10 }));
}

try {
  await demo(
    process.argv
      .slice(2)
      .filter((word) => word !== '--')
      .join(' '),
  );
} catch (error) {
  if (!(error instanceof RerankError)) throw error;
  const fallback = 'the model failed, so there is only the order of the first stage: ';
  console.error(`${error.code === 'invalid_request' ? '' : fallback}${error.message}`);
  process.exitCode = 1;
}
