import { describeWith } from '@lb-rerank/test-engines/needs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scifactDocuments } from '../../data/scifact-documents.ts';
import { AWAY, serveProxyWith } from '../../data/serve-proxy-beside.ts';
import { ELASTICSEARCH_SHAPES } from '../../requests/elasticsearch-shapes.ts';

/** Parts of a search that its URL says. */
const IN_URL = new Set([
  '_source_includes',
  'batched_reduce_size',
  'ignore_unavailable',
  'preference',
  'q',
  'rest_total_hits_as_int',
  'routing',
  'search_type',
  'typed_keys',
]);

const JSON_TYPE = 'application/json';
const NDJSON = 'application/x-ndjson';

describeWith('a proxy before OpenSearch', ['opensearch'], async ({ opensearch }) => {
  const index = `proxied-shapes-${process.pid}`;
  const rules = [{ index, passage: 'text', rankWindowSize: 30 }];
  const engine = { engine: 'opensearch', upstream: opensearch } as const;
  const started = Promise.all([
    serveProxyWith(AWAY, { ...engine, rules }),
    serveProxyWith(AWAY, engine),
  ]);

  beforeAll(async () => {
    const properties = {
      topic: { type: 'keyword' },
      length: { type: 'long' },
      chunks: { type: 'nested' },
    };
    const mapping = JSON.stringify({ mappings: { properties } });
    await send(`${opensearch}/${index}`, { method: 'PUT', body: mapping });
    const lines = (await scifactDocuments(150)).flatMap(({ id, title, text }, n) => {
      const chunks = text.split('. ').map((chunk) => ({ text: chunk }));
      const topic = n % 2 === 0 ? 'even' : 'odd';
      return [{ index: { _id: id } }, { title, text, topic, length: text.length, chunks }];
    });
    const body = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    await send(`${opensearch}/${index}/_bulk?refresh=true`, { body, type: NDJSON });
  });
  afterAll(async () => {
    await send(`${opensearch}/${index}`, { method: 'DELETE' });
    await Promise.all((await started).map((proxy) => proxy.stop()));
  });

  test.each(Object.entries(ELASTICSEARCH_SHAPES))(
    'gives the bytes of the engine: %s',
    async (_, shape) => {
      const parts = Object.entries(shape);
      const inUrl = parts.filter(([name]) => IN_URL.has(name));
      const query = new URLSearchParams(
        inUrl.map(([name, value]): [string, string] => [name, String(value)]),
      );
      const search = JSON.stringify(
        Object.fromEntries(parts.filter(([name]) => !IN_URL.has(name))),
      );
      const several = `{}\n${search}\n{"index":"${index}"}\n${search}\n`;
      for (const base of (await started).map(({ url }) => url)) {
        const one = `/${index}/_search?${query.toString()}`;
        expect(await send(base + one, { body: search })).toEqual(
          await send(opensearch + one, { body: search }),
        );
        const all = `/${index}/_msearch`;
        expect(await send(base + all, { body: several, type: NDJSON })).toEqual(
          await send(opensearch + all, { body: several, type: NDJSON }),
        );
      }
    },
  );
});

async function send(
  url: string,
  {
    method = 'POST',
    body = null,
    type = JSON_TYPE,
  }: { method?: string; body?: string | null; type?: string },
) {
  const answered = await fetch(url, { method, body, headers: { 'content-type': type } });
  const written = await answered.text();
  return { status: answered.status, text: written.replaceAll(/"took":\d+/g, '"took":0') };
}
