import { Client } from '@elastic/elasticsearch';
import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { withReranking } from '@lb-rerank/elasticsearch';
import type { EngineName } from '@lb-rerank/proxy';
import { Client as OpensearchClient } from '@opensearch-project/opensearch';
import { BY_LENGTH } from './serve-proxy-beside.ts';

/** The hits that are scored, fewer than there are documents. */
export const RANK_WINDOW_SIZE = 30;

/** The ids and scores of hits, in their order. */
type IdsAndScores = readonly (readonly [string, number | null])[];

/** Asks with a body, and with parameters of the URL. */
type Search = (body: object, params?: object) => Promise<IdsAndScores>;

/** The engine's client for TypeScript, bare and with `withReranking` around it, which scores by length. */
export interface ClientsBeside {
  readonly bare: Search;
  readonly wrapped: Search;
  /** Deletes the index, where there is one. */
  readonly clear: () => Promise<void>;
}

interface Answer {
  readonly hits: { readonly hits: readonly { _id: string; _score: number | null }[] };
}

/** Gives the clients of an engine for one index. */
export function clientsBeside(
  engine: EngineName,
  { node, index, passage }: { node: string; index: string; passage: string },
): ClientsBeside {
  const options = {
    reranker: createReranker({ scorer: fakeScorer(BY_LENGTH) }),
    passage,
    rankWindowSize: RANK_WINDOW_SIZE,
  };
  const told = ({ hits }: Answer): IdsAndScores =>
    hits.hits.map(({ _id, _score }) => [_id, _score]);
  if (engine === 'opensearch') {
    const client = new OpensearchClient({ node });
    const ask = async (asked: Pick<OpensearchClient, 'search'>, params: object, body: object) => {
      const answer = await asked.search({ index, ...params, body } as never);
      return told((answer as unknown as { body: Answer }).body);
    };
    const wrapped = withReranking(client, options);
    return {
      bare: async (body, params = {}) => ask(client, params, body),
      wrapped: async (body, params = {}) => ask(wrapped, params, body),
      clear: async () => void (await client.indices.delete({ index, ignore_unavailable: true })),
    };
  }
  const client = new Client({ node });
  const wrapped = withReranking(client, options);
  return {
    bare: async (body, params) =>
      told((await client.search({ index, ...params, ...body })) as Answer),
    wrapped: async (body, params) =>
      told((await wrapped.search({ index, ...params, ...body })) as Answer),
    clear: async () => void (await client.indices.delete({ index, ignore_unavailable: true })),
  };
}
