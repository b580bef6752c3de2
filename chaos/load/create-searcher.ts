import { Client } from '@elastic/elasticsearch';
import { createReranker, createVllmScorer } from '@lb-rerank/core';
import { withReranking } from '@lb-rerank/elasticsearch';
import type { Findings } from '../checks/findings.ts';
import { problemsOfHits } from '../checks/problems-of-hits.ts';
import type { Weather } from '../faults/weather.ts';
import { indexOf } from '../parts/fill-indices.ts';
import type { World } from '../parts/open-world.ts';
import { queryText, type Tenant } from '../pairs/texts.ts';

const DEADLINE_MS = 3000;
const SIZE = 10;
const RANK_WINDOW_SIZE = 20;

/** An application with a wrapped Elasticsearch client. */
export interface Searcher {
  /** Searches and judges the answer. Resolves to whether it was reranked in full, and rightly. */
  search(tenant: Tenant, query: number): Promise<boolean>;
}

/** Makes an application that searches through the links, and whose reranker asks the models by itself. */
export function createSearcher(
  { links }: World,
  { weather, findings }: { weather: Weather; findings: Findings },
): Searcher {
  const bare = new Client({
    node: `http://${links.elasticsearch.host}`,
    requestTimeout: 1500,
    maxRetries: 0,
  });
  const models = [links['first model'], links['second model']] as const;
  const scorerAt = ({ host }: { host: string }) =>
    createVllmScorer({ baseURL: `http://${host}/v1`, requestTimeoutMs: 1000 });
  const reranker = createReranker({
    scorer: [scorerAt(models[0]), scorerAt(models[1])],
    resilience: { breakMs: 500 },
  });
  const client = withReranking(bare, { reranker, passage: 'text' });

  return {
    async search(tenant, number) {
      const query = queryText(tenant, number);
      const from = performance.now();
      const isBad = (notice: 'engine' | 'models') => weather.isBad(notice, from, performance.now());
      const told = () => `a search for ${tenant}; faults: ${weather.now}`;
      try {
        const { hits, rerank } = await client.search<{ text: string }>({
          index: indexOf(tenant),
          query: { match: { text: query } },
          size: SIZE,
          rerank: { rankWindowSize: RANK_WINDOW_SIZE, deadlineMs: DEADLINE_MS },
        });
        const { outcome } = rerank;
        findings.count('searches', outcome);
        const judged = hits.hits.map(({ _id: id = '', _source, _rerank }) => ({
          id,
          text: _source?.text ?? '',
          score: _rerank.score,
        }));
        const problems = problemsOfHits({ tenant, query, outcome }, judged);
        if (hits.hits.length !== SIZE) problems.push(`${hits.hits.length} hits instead of ${SIZE}`);
        if (outcome !== 'reranked' && !isBad('models')) {
          problems.push(`a search ${outcome} (${rerank.error?.message}) in fair weather`);
        }
        for (const problem of problems) findings.problem(problem, told());
        return outcome === 'reranked' && problems.length === 0;
      } catch (error) {
        const { name, message } = error as Error;
        findings.count('searches', name);
        if (!isBad('engine')) findings.problem(`${name} (${message}) in fair weather`, told());
        return false;
      }
    },
  };
}
