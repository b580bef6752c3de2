import type { Client, estypes } from '@elastic/elasticsearch';
import { createReranker, type Reranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import type { RerankingClient } from '../reranking-client.ts';
import { withReranking } from '../with-reranking.ts';

/** A query for one text. */
export const apples: { match: { text: string } } = { match: { text: 'apples' } };
/** The two hits that the client answers. */
export const HITS: estypes.SearchHit[] = ['2', '6'].map((text, n) => ({
  _index: 'a',
  _id: `d${n}`,
  _score: 9,
  _source: { text },
}));

/** A client that was wrapped, the calls that reached it, and what it is made of. */
interface RecordingClient {
  readonly calls: unknown[][];
  readonly client: RerankingClient<Client>;
  readonly engine: {
    readonly search: (...call: unknown[]) => Promise<object>;
    readonly msearch: (...call: unknown[]) => Promise<object>;
  };
  readonly reranker: Reranker;
}

/** A client that records its calls as they come. */
export function recordingClient(
  options: { whenNotRerankable?: 'skip' | 'refuse' } = {},
): RecordingClient {
  const calls: unknown[][] = [];
  const engine = {
    search: (...call: unknown[]) => {
      calls.push(call);
      return Promise.resolve({ took: 1, hits: { max_score: 9, hits: HITS } });
    },
    msearch: (...call: unknown[]) => {
      calls.push(call);
      const { searches } = call[0] as { searches: unknown[] };
      const responses = Array.from({ length: searches.length / 2 }, () => ({
        hits: { hits: HITS },
      }));
      return Promise.resolve({ took: 1, responses });
    },
  };
  const reranker = createReranker({ scorer: fakeScorer(Number) });
  const client = withReranking(engine as unknown as Client, {
    reranker,
    passage: 'text',
    ...options,
  });
  return { calls, client, engine, reranker };
}
