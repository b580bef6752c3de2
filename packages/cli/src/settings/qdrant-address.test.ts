import { QdrantClient } from '@qdrant/js-client-rest';
import { expect, test } from 'vitest';
import { serve } from '../testing/serve.ts';
import { qdrantAddress } from './qdrant-address.ts';

test.each([
  ['http://127.0.0.1:6333', 'http://127.0.0.1:6333'],
  ['http://127.0.0.1', 'http://127.0.0.1:6333'],
  ['https://cluster.example.com', 'https://cluster.example.com:6333'],
  ['https://cluster.example.com:443', 'https://cluster.example.com:443'],
  ['http://localhost:80/', 'http://localhost:80'],
  ['HTTPS://search.example.com:8443/qdrant/', 'https://search.example.com:8443/qdrant'],
  ['http://[::1]:7000/a/b', 'http://[::1]:7000/a/b'],
  ['http://[::1]', 'http://[::1]:6333'],
])('takes %s as %s', (url, asked) => {
  expect(qdrantAddress(url).url).toBe(asked);
});

test("leads Qdrant's client to the same place", async () => {
  const asked: string[] = [];
  const server = await serve(({ url = '' }, response) => {
    asked.push(url);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ result: { collections: [] }, status: 'ok', time: 0 }));
  });
  const { client } = qdrantAddress(`${server}/behind/a-proxy/`);
  await new QdrantClient({ ...client, checkCompatibility: false }).getCollections();
  expect(asked).toEqual(['/behind/a-proxy/collections']);
});
