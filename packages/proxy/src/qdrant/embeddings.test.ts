import { describe, expect, test } from 'vitest';
import { FAILING, proxyBefore } from '../testing/proxy-before.ts';
import { qdrantOfPoints } from '../testing/qdrant-of-points.ts';
import { doc, proxyWithEmbedder } from '../testing/proxy-with-embedder.ts';
import { serveEmbedder } from '../testing/serve-embedder.ts';

const POINTS_URL = '/collections/a/points';

describe('the texts of a query', () => {
  test.each<[string, string, string]>([
    ['in the query itself', `{"query":${doc('pears')}}`, '{"query":[5,0.5]}'],
    [
      'as nearest, with mmr',
      `{"query":{"nearest":${doc('pears')},"mmr":{"diversity":0.30}}}`,
      '{"query":{"nearest":[5,0.5],"mmr":{"diversity":0.30,"candidates_limit":100}}}',
    ],
    [
      'in a prefetch of a prefetch',
      `{"prefetch":{"prefetch":[{"query":${doc('pears')},"limit":1e2}],"query":[1.0],"limit":200},"query":{"fusion":"rrf"}}`,
      '{"prefetch":{"prefetch":[{"query":[5,0.5],"limit":1e2}],"query":[1.0],"limit":200},"query":{"fusion":"rrf"}}',
    ],
    [
      'in recommend',
      `{"query":{"recommend":{"positive":[1,${doc('pears')}],"negative":[${doc('figs')}]}}}`,
      '{"query":{"recommend":{"positive":[1,[5,0.5]],"negative":[[4,0.5]]}}}',
    ],
    [
      'in discover',
      `{"query":{"discover":{"target":${doc('pears')},"context":[{"positive":${doc('figs')},"negative":2.0}]}}}`,
      '{"query":{"discover":{"target":[5,0.5],"context":[{"positive":[4,0.5],"negative":2.0}]}}}',
    ],
    [
      'in context',
      `{"query":{"context":{"positive":${doc('pears')},"negative":1}}}`,
      '{"query":{"context":{"positive":[5,0.5],"negative":1}}}',
    ],
    [
      'in relevance feedback',
      `{"query":{"relevance_feedback":{"target":${doc('pears')},"feedback":[{"example":${doc('figs')},"score":1.0}]}}}`,
      '{"query":{"relevance_feedback":{"target":[5,0.5],"feedback":[{"example":[4,0.5],"score":1.0}]}}}',
    ],
  ])('become vectors, and it is reranked by what it looks for: %s', async (_, body, expected) => {
    const { ask, sent, embedder } = await proxyWithEmbedder();
    const { outcome } = await ask(`${POINTS_URL}/query`, { body });
    expect(outcome).toBe('reranked');
    expect(sent()[0]!.replace(/,"offset":0.*$/, '}')).toBe(expected);
    expect(embedder.calls).toHaveLength(1);
  });

  test('become vectors where it is not reranked, or the model is away', async () => {
    const embedder = await serveEmbedder();
    const embeddings = { url: embedder.url };
    const options = { engine: 'qdrant', embeddings, reranker: FAILING } as const;
    const { ask, upstream } = await proxyBefore(qdrantOfPoints(), options);
    const body = `{ "query":${doc('pears')}}`;
    for (const path of ['/collections/b/points/query', `${POINTS_URL}/query`]) {
      const { outcome } = await ask(path, { body });
      expect(outcome).toBe(path.includes('/b/') ? 'skipped' : 'fallback');
      expect(upstream.received.at(-1)!.body).toBe('{ "query":[5,0.5]}');
    }
  });

  test('are embedded in one call for a batch, each once, and for groups', async () => {
    const { ask, sent, embedder } = await proxyWithEmbedder();
    const search = (text: string) => `{"query":${doc(text)},"limit":1.0}`;
    const body = `{"searches":[${search('pears')} , ${search('figs')},${search('pears')}]}`;
    await ask('/collections/b/points/query/batch', { body });
    expect(embedder.calls).toMatchObject([{ model: 'm', input: ['pears', 'figs'] }]);
    expect(sent()).toEqual([
      '{"searches":[{"query":[5,0.5],"limit":1.0} , {"query":[4,0.5],"limit":1.0},{"query":[5,0.5],"limit":1.0}]}',
    ]);
    const groups = `{"query":${doc('pears')},"group_by":"k"}`;
    const { outcome } = await ask(`${POINTS_URL}/query/groups`, { body: groups });
    expect([outcome, sent().at(-1)]).toEqual(['reranked', expect.stringContaining('[5,0.5]')]);
  });
});

describe('the texts of points', () => {
  const payload = `{"own":${doc('kept')},"n":12345678901234567890}`;
  test.each<[string, string, string, string]>([
    [
      'PUT',
      '?wait=true',
      `{"points":[ {"id":18446744073709551615,"vector":${doc('pears')},"payload":${payload}}]}`,
      `{"points":[ {"id":18446744073709551615,"vector":[5,0.5],"payload":${payload}}]}`,
    ],
    [
      'PUT',
      '',
      `{"points":[{"id":1,"vector":{"a":${doc('pears')},"b":[0.10],"c":{"indices":[1],"values":[1.0]}}}]}`,
      '{"points":[{"id":1,"vector":{"a":[5,0.5],"b":[0.10],"c":{"indices":[1],"values":[1.0]}}}]}',
    ],
    [
      'PUT',
      '',
      `{"batch":{"ids":[1,2],"vectors":[${doc('pears')},${doc('figs')}],"payloads":[${payload},null]}}`,
      `{"batch":{"ids":[1,2],"vectors":[[5,0.5],[4,0.5]],"payloads":[${payload},null]}}`,
    ],
    [
      'PUT',
      '',
      `{"batch":{"ids":[1],"vectors":{"a":[${doc('pears')}],"b":[[1.0]]}}}`,
      '{"batch":{"ids":[1],"vectors":{"a":[[5,0.5]],"b":[[1.0]]}}}',
    ],
    [
      'PUT',
      '/vectors',
      `{"points":[{"id":1,"vector":{"a":${doc('pears')}}}]}`,
      '{"points":[{"id":1,"vector":{"a":[5,0.5]}}]}',
    ],
    [
      'POST',
      '/batch',
      `{"operations":[{"upsert":{"points":[{"id":1,"vector":${doc('pears')},"payload":${payload}}]}},{"set_payload":{"payload":${payload},"points":[1]}},{"update_vectors":{"points":[{"id":1,"vector":${doc('figs')}}]}}]}`,
      `{"operations":[{"upsert":{"points":[{"id":1,"vector":[5,0.5],"payload":${payload}}]}},{"set_payload":{"payload":${payload},"points":[1]}},{"update_vectors":{"points":[{"id":1,"vector":[4,0.5]}]}}]}`,
    ],
  ])('become vectors, and all else stays: %s %s', async (method, endpoint, body, expected) => {
    const { ask, upstream, embedder } = await proxyWithEmbedder();
    const { outcome } = await ask(`${POINTS_URL}${endpoint}`, { method, body });
    expect(upstream.received).toMatchObject([
      { method, url: `${POINTS_URL}${endpoint}`, body: expected },
    ]);
    expect(outcome).toBeUndefined();
    expect(embedder.calls).toHaveLength(1);
  });

  test.each<[string, string]>([
    ['vectors', '{ "points":[{"id":1,"vector":[1.0]}]}'],
    [
      "the model of Qdrant's own",
      `{"points":[{"id":1,"vector":{"s":${doc('pears', 'Qdrant/BM25')}}}]}`,
    ],
    ['images', '{"points":[{"id":1,"vector":{"image":"http://x/y.png","model":"m"}}]}'],
    ['other objects', '{"points":[{"id":1,"vector":{"object":{"text":"a"},"model":"m"}}]}'],
    ['what is no JSON', '{"model"'],
    ['what is beyond the limit', `{"points":[{"id":1,"vector":${doc('pears'.repeat(200))}}]}`],
  ])('are left to Qdrant where they are none: %s', async (_, body) => {
    const embedder = await serveEmbedder();
    const embeddings = { url: embedder.url, maxUpdateBytes: 1000 };
    const options = { engine: 'qdrant', embeddings } as const;
    const { ask, upstream } = await proxyBefore((__, response) => response.end('{}'), options);
    const { outcome } = await ask(POINTS_URL, { method: 'PUT', body });
    expect(upstream.received.map((one) => one.body)).toEqual([body]);
    expect(outcome).toBeUndefined();
    expect(embedder.calls).toEqual([]);
  });
});
