import { Client } from '@elastic/elasticsearch';
import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { withReranking } from '@lb-rerank/elasticsearch';
import { expect, test } from 'vitest';
import { elasticsearch, ELASTICSEARCH_IMAGE } from '@lb-rerank/test-engines/elasticsearch';
import {
  type EngineUnavailableError,
  MissingRequirementError,
  requireLocalImage,
  resolveEngine,
} from '@lb-rerank/test-engines/machinery';

/** Elasticsearch in Docker or not at all: what is missing for it here is said, not worked around. */
const inDocker = {
  ...elasticsearch({ dedicated: true }),
  startProcess: () => Promise.reject(new MissingRequirementError('not wanted here')),
};
const missing = await requireLocalImage(ELASTICSEARCH_IMAGE).then(
  () => undefined,
  ({ message }: Error) => message,
);

async function scoresFromDocker(): Promise<unknown> {
  const engine = await resolveEngine(inDocker);
  try {
    const bare = new Client({ node: engine.url });
    const index = 'books';
    const operations = ['2', '6'].flatMap((text) => [{ index: { _index: index } }, { text }]);
    await bare.bulk({ refresh: true, operations });
    const reranker = createReranker({ scorer: fakeScorer(Number) });
    const { hits } = await withReranking(bare, { reranker, passage: 'text' }).search({
      index,
      query: { terms: { text: ['2', '6'] } },
      rerank: { query: 'six' },
    });
    return [engine.origin, ...hits.hits.map(({ _score }) => _score)];
  } finally {
    await engine.stop();
  }
}

async function reasonsOfNone(): Promise<unknown> {
  const startContainer = () => requireLocalImage(ELASTICSEARCH_IMAGE) as never;
  const resolving = resolveEngine({ ...inDocker, startContainer });
  return resolving.catch((error: unknown) => (error as EngineUnavailableError).reasons);
}

test.each([
  missing === undefined
    ? {
        title: `starts ${ELASTICSEARCH_IMAGE} and reranks what it finds`,
        answer: scoresFromDocker,
        expected: ['docker', 6, 2],
      }
    : {
        title: `says that ${missing}, and downloads nothing`,
        answer: reasonsOfNone,
        expected: [`Docker: ${missing}`, 'local process: not wanted here'],
      },
])(
  'Elasticsearch in Docker $title',
  async ({ answer, expected }) => {
    expect(await answer()).toEqual(expected);
  },
  300_000,
);
