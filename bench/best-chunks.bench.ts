import { createReranker, type Scorer } from '@lb-rerank/core';
import type { LongPassages } from '@lb-rerank/core/adapter';
import {
  createMinisearchStage,
  evaluate,
  openBeirCollection,
  passageOf,
} from '@lb-rerank/evaluation';
import { createLocalScorer } from '@lb-rerank/local';
import { SCIFACT } from '@lb-rerank/test-engines/workload';

const QUERIES = 40;
const DEPTH = 10;
const CHUNK_TOKENS = 300;
/** Abstracts of others around each document's own, some 3,000 tokens in all. */
const OTHERS = 9;
const MOST_TOKENS = 0.25;
const LEAST_NDCG = 0.97;
const WAYS: Readonly<Record<string, LongPassages>> = {
  chunks: 'chunks',
  truncate: 'truncate',
  'best chunk': { bestChunks: 1, maxTokens: CHUNK_TOKENS },
  'best 2 chunks': { bestChunks: 2, maxTokens: CHUNK_TOKENS },
  'best 3 chunks': { bestChunks: 3, maxTokens: CHUNK_TOKENS },
};

/**
 * Reads long documents by their best chunks, beside all chunks and the beginning: tokens that the model read, and NDCG@10. Each
 * document is an abstract of SciFact inside those of others, at a place that varies. The model is the bundled stand-in.
 *
 * @throws Error where two best chunks cost too much or find too little.
 */
export async function run(): Promise<void> {
  const { documents, queries, qrels } = await openBeirCollection(SCIFACT);
  const abstracts: string[] = [];
  for await (const document of documents()) abstracts.push(passageOf(document));
  const firstStage = await createMinisearchStage(documents());
  await using model = await createLocalScorer({ offline: true });
  console.log(
    `${model.modelId}${model.isStandIn ? ', a stand-in' : ''}; ${QUERIES} queries, ${DEPTH} documents each`,
  );

  const judged = [...qrels.keys()].toSorted().slice(0, QUERIES);
  const results = new Map<string, { tokens: number; ndcg: number }>();
  for (const [name, longPassages] of Object.entries(WAYS)) {
    const read: string[] = [];
    const reranker = createReranker({
      scorer: noting(model, read),
      cache: false,
      deadlineMs: Infinity,
      // The size of the chunks that `chunks` makes, and of what `truncate` reads.
      ...(typeof longPassages === 'string' && { maxPassageTokens: CHUNK_TOKENS }),
    });
    const orders = new Map<string, Map<string, number>>();
    const startedAt = performance.now();
    for (const id of judged) {
      const hits = await firstStage.search({ id, text: queries.get(id)! }, { size: DEPTH });
      const candidates = hits.map((hit, rank) => ({
        document: hit.id,
        passage: amongOthers(hit.passage ?? '', abstracts, rank + judged.indexOf(id)),
      }));
      const ranking = await reranker.rerank({ query: queries.get(id)!, candidates, longPassages });
      orders.set(id, new Map(ranking.results.map(({ document, score }) => [document, score ?? 0])));
    }
    const seconds = (performance.now() - startedAt) / 1000;
    const tokens = await tokensOf(read, model);
    const judgements = new Map(judged.map((id) => [id, qrels.get(id)!]));
    const ndcg = evaluate({ qrels: judgements, run: orders, metrics: ['ndcg@10'] }).mean['ndcg@10'];
    results.set(name, { tokens, ndcg });
    const all = results.get('chunks')!;
    const part = `${(tokens / all.tokens).toFixed(2)} of the tokens, ${(ndcg / all.ndcg).toFixed(3)} of the NDCG@10`;
    console.log(
      `${name.padEnd(14)} ${part}   ${tokens} tokens, ${ndcg.toFixed(4)}, ${seconds.toFixed(0)} s`,
    );
  }
  const [all, two] = [results.get('chunks')!, results.get('best 2 chunks')!];
  if (two.tokens > MOST_TOKENS * all.tokens)
    throw new Error(`best 2 chunks read more than ${MOST_TOKENS} of the tokens`);
  if (two.ndcg < LEAST_NDCG * all.ndcg)
    throw new Error(`best 2 chunks lose more than ${LEAST_NDCG} of the NDCG@10`);
}

/** Puts an abstract among others, drawn by a number, as is its place. */
function amongOthers(own: string, abstracts: readonly string[], draw: number): string {
  const others = Array.from(
    { length: OTHERS },
    (_, n) => abstracts[(draw * 7919 + n * 104_729) % abstracts.length]!,
  );
  return others.toSpliced(draw % (OTHERS + 1), 0, own).join('\n\n');
}

/** Keeps the texts that a model reads. */
function noting(model: Scorer, read: string[]): Scorer {
  return {
    modelId: model.modelId,
    limits: model.limits,
    score(request) {
      read.push(...request.passages);
      return model.score(request);
    },
  };
}

async function tokensOf(texts: readonly string[], { limits }: Scorer): Promise<number> {
  let tokens = 0;
  for (const text of texts) tokens += await limits!.countTokens(text);
  return tokens;
}
