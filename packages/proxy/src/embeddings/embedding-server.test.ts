import { describe, expect, test } from 'vitest';
import { proxyBefore } from '../testing/proxy-before.ts';
import { doc, proxyWithEmbedder } from '../testing/proxy-with-embedder.ts';
import { qdrantOfPoints } from '../testing/qdrant-of-points.ts';

const POINTS_URL = '/collections/a/points';

describe('the embedding server', () => {
  const points = (...vectors: string[]) =>
    `{"points":[${vectors.map((vector, n) => `{"id":${n},"vector":${vector}}`).join()}]}`;

  test('gets no more texts at once than it takes, by model and options, and its key', async () => {
    const options = { apiKey: 'secret', textsPerCall: 2, model: { m: 'intfloat/e5-small' } };
    const { ask, embedder, sent } = await proxyWithEmbedder(options);
    const short = '{"text":"figs","model":"m","options":{"dimensions":2,"input":"mine"}}';
    const body = points(doc('a'), doc('bb'), short, doc('ccc'), doc('a'), doc('dddd', 'other'));
    await ask(POINTS_URL, { method: 'PUT', body });
    expect(embedder.calls.toSorted((a, b) => (`${a.input[0]}` < `${b.input[0]}` ? -1 : 1))).toEqual(
      [
        { model: 'intfloat/e5-small', input: ['a', 'bb'], encoding_format: 'float' },
        { model: 'intfloat/e5-small', input: ['ccc'], encoding_format: 'float' },
        { model: 'other', input: ['dddd'], encoding_format: 'float' },
        { model: 'intfloat/e5-small', input: ['figs'], encoding_format: 'float', dimensions: 2 },
      ],
    );
    expect(new Set(embedder.keys)).toEqual(new Set(['Bearer secret']));
    const vectors = [1, 2, 4, 3, 1, 4].map((length) => `[${length},0.5]`);
    expect(sent()).toEqual([points(...vectors)]);
  });

  test('has its failure told in the form of Qdrant, and nothing is written', async () => {
    const { ask, embedder, upstream } = await proxyWithEmbedder({ apiKey: 'secret' }, 400);
    const asked: [string, object][] = [
      [POINTS_URL, { method: 'PUT', body: points(doc('pears')) }],
      [`${POINTS_URL}/query`, { body: `{"query":${doc('pears')}}` }],
    ];
    for (const [path, sent] of asked) {
      const { statusCode, text } = await ask(path, sent);
      expect(statusCode).toBe(502);
      const { status } = JSON.parse(text) as { status: { error: string } };
      expect(status.error).toContain(
        `could not be embedded: ${embedder.url}: answered with HTTP 400`,
      );
      expect(text).not.toMatch(/secret|pears/);
    }
    expect(upstream.received).toEqual([]);
  });

  test('is told of where it is too slow', async () => {
    const { ask } = await proxyWithEmbedder({ requestTimeoutMs: 1 });
    const { statusCode, text } = await ask(`${POINTS_URL}/query`, {
      body: `{"query":${doc('p')}}`,
    });
    expect(statusCode).toBe(504);
    expect(text).toContain('no answer within 1 ms (requestTimeoutMs)');
  });

  test.each<[object, string]>([
    [{ url: 'localhost:8001' }, 'embeddings.url'],
    [{ url: 'http://127.0.0.1:1/v1', modle: 'm' }, 'embeddings.modle'],
    [{ url: 'http://127.0.0.1:1/v1', model: { a: 1 } }, 'embeddings.model'],
    [{ url: 'http://127.0.0.1:1/v1', textsPerCall: 0 }, 'embeddings.textsPerCall'],
  ])('is refused before the proxy listens: %o', async (embeddings, argument) => {
    const options = { engine: 'qdrant', embeddings } as never;
    await expect(proxyBefore(qdrantOfPoints(), options)).rejects.toMatchObject({ argument });
  });
});
