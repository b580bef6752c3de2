import type { estypes } from '@elastic/elasticsearch';
import { describe, expect, test } from 'vitest';
import { apples, recordingClient } from '../testing/recording-client.ts';

describe('a request that says in its own way how it is written', () => {
  const built = (value: object) => ({ toJSON: () => value, _secret: 'state of the builder' });

  test.each<[string, object]>([
    ['a query', { query: built(apples) }],
    ['a clause', { query: { bool: { must: [built(apples)] } } }],
    ['a body', { body: built({ query: apples, size: 2 }) }],
  ])('is read: %s', async (_, request) => {
    const { client, calls } = recordingClient();
    const { rerank } = await client.search(request as estypes.SearchRequest);
    expect(rerank.outcome).toBe('reranked');
    expect(JSON.stringify(calls[0]![0])).toContain('"match":{"text":"apples"}');
    expect(JSON.stringify(calls[0]![0])).not.toContain('_secret');
  });
});

test.each(['9007199254740993', '1.0', '1e3', '-0', '0.1000'])(
  'sends the number %s of a body in JSON as it stood there',
  async (number) => {
    const { client, calls } = recordingClient();
    const body = `{"query":{"bool":{"must":{"match":{"text":"apples"}},"filter":{"term":{"a":${number}}}}}}`;
    const { rerank } = await client.search({ index: 'a', body } as estypes.SearchRequest);
    expect(rerank.outcome).toBe('reranked');
    expect(JSON.stringify((calls[0]![0] as { body: unknown }).body)).toContain(
      `{"term":{"a":${number}}}`,
    );
  },
);
