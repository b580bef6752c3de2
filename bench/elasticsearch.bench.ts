import { Readable } from 'node:stream';
import { Client } from '@elastic/elasticsearch';
import { createReranker } from '@lb-rerank/core';
import { withReranking } from '@lb-rerank/elasticsearch';
import { type CorpusDocument, openBeirCollection } from '@lb-rerank/evaluation';
import { elasticsearch } from '@lb-rerank/test-engines/elasticsearch';
import { resolveEngine } from '@lb-rerank/test-engines/machinery';
import { SCIFACT } from '@lb-rerank/test-engines/workload';
import { instantScorer } from './servers/instant-scorer.ts';
import { median } from './measure/median.ts';

const RANK_WINDOW_SIZE = 100;
const SEARCHES = 600;

/** Measures a wrapped search beside a bare one of the same size, when the model costs nothing. */
export async function run(): Promise<void> {
  const engine = await resolveEngine(elasticsearch());
  try {
    const bare = new Client({ node: engine.url });
    const wrapped = withReranking(bare, {
      // Cached pairs would cost less than any scorer, so nothing is cached.
      reranker: createReranker({ scorer: instantScorer, cache: false }),
      passage: 'text',
      rankWindowSize: RANK_WINDOW_SIZE,
    });
    const index = `bench-${process.pid}`;
    const { documents, queries } = await openBeirCollection(SCIFACT, 'test');
    await bare.helpers.bulk<CorpusDocument>({
      datasource: Readable.from(documents()),
      refreshOnCompletion: index,
      onDocument: ({ id, title, text }) => [{ index: { _index: index, _id: id } }, { title, text }],
    });
    const texts = [...queries.values()];
    const clients = { bare, wrapped };
    const names = ['bare', 'wrapped'] as const;
    const times = { bare: [] as number[], wrapped: [] as number[] };
    for (let n = -100; n < SEARCHES; n += 1) {
      const request = {
        index,
        query: { match: { text: texts[(n + 100) % texts.length]! } },
        size: RANK_WINDOW_SIZE,
      };
      // In turns, so that neither always runs on what the other warmed.
      for (const name of n % 2 === 0 ? names : names.toReversed()) {
        const startedAt = performance.now();
        await clients[name].search(request);
        if (n >= 0) times[name].push(performance.now() - startedAt);
      }
    }
    const [bareMs, wrappedMs] = [median(times.bare), median(times.wrapped)];
    console.log(
      `wrapped rank window of ${RANK_WINDOW_SIZE}, against a bare search of size ${RANK_WINDOW_SIZE}   ${(wrappedMs / bareMs).toFixed(2)} (at most 1.10)   ` +
        `${wrappedMs.toFixed(1)} against ${bareMs.toFixed(1)} ms, ${(wrappedMs - bareMs).toFixed(1)} ms more (at most 2)`,
    );
    await bare.indices.delete({ index });
  } finally {
    await engine.stop();
  }
}
