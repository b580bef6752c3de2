import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from '@opensearch-project/opensearch';
import { createReranker, createVllmScorer, type Reranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { createApiKey, serveGateway } from '@lb-rerank/gateway';
import { resolveEngine, type Engine } from '@lb-rerank/test-engines/machinery';
import { describeWith } from '@lb-rerank/test-engines/needs';
import { opensearch } from '@lb-rerank/test-engines/opensearch';
import { pino } from 'pino';
import { beforeAll, expect, test, vi } from 'vitest';
import { scifactDocuments } from '../../data/scifact-documents.ts';

const README = join(import.meta.dirname, '../../../packages/gateway/README.md');
const INDEX = 'passages';
const DOCUMENTS = 30;

describeWith('the gateway, asked by OpenSearch itself', ['vllm', 'opensearch plugins'], (needs) => {
  let client: Client;
  let texts: string[];

  beforeAll(async () => {
    const engine: Engine = await resolveEngine(
      opensearch({ plugins: needs['opensearch plugins'] }),
    );
    client = new Client({ node: engine.url });
    await client.cluster.putSettings({ body: await recipe('"persistent"') });
    // A busy machine is no reason to refuse.
    const thresholds = { native_memory_threshold: 100, jvm_heap_memory_threshold: 100 };
    await client.cluster.putSettings({
      body: { transient: { plugins: { ml_commons: thresholds } } },
    });
    const documents = await scifactDocuments(DOCUMENTS);
    texts = documents.map(({ title, text }) => `${title} ${text}`);
    const operations = texts.flatMap((text, n) => [{ index: { _id: `${n}` } }, { text }]);
    await client.bulk({ index: INDEX, refresh: true, body: operations });
    return () => engine.stop();
  });

  /** Sets up a pipeline as the README says, and searches through it: ids and scores, best first. */
  async function searchThrough(name: string, reranker: Reranker, query: string) {
    const { key, entry } = createApiKey(name);
    const gateway = await serveGateway({
      reranker,
      settings: { port: 0, keys: [entry] },
      logger: pino({ enabled: false }),
    });
    const connector = await recipe('"connector.post_process', [
      ['http://gateway:8787', gateway.url],
      ['<key>', key],
    ]);
    const { connector_id } = await ask('POST', '/_plugins/_ml/connectors/_create', connector);
    const model = { name, function_name: 'remote', connector_id };
    const { model_id } = await ask('POST', '/_plugins/_ml/models/_register?deploy=true', model);
    await vi.waitFor(async () => {
      const { model_state } = await ask('GET', `/_plugins/_ml/models/${model_id}`);
      expect(model_state).toBe('DEPLOYED');
    }, 60_000);
    const pipeline = await recipe('"response_processors"', [['<model_id>', model_id!]]);
    await ask('PUT', `/_search/pipeline/${name}`, pipeline);
    const { body } = await client.search({
      index: INDEX,
      search_pipeline: name,
      body: {
        size: DOCUMENTS,
        query: { match_all: {} },
        ext: { rerank: { query_context: { query_text: query } } },
      },
    } as never);
    await gateway.stop();
    return body.hits.hits.map(({ _id, _score }) => [Number(_id), Number(_score)]);
  }

  async function ask(method: string, path: string, body?: object): Promise<Record<string, string>> {
    const answer = await client.transport.request({ method, path, ...(body && { body }) });
    return answer.body as Record<string, string>;
  }

  test("with the model's scores, in the order of our library", async () => {
    const scorer = createVllmScorer({ baseURL: `${needs.vllm}/v1`, model: 'lb-reranker' });
    const reranker = createReranker({ scorer });
    const query = 'Which cells take part in immunity against bacteria?';
    const candidates = texts.map((document) => ({ document, passage: document }));
    const { results } = await reranker.rerank({ query, candidates });
    const expected = results.map(({ index, relevanceScore }) => [
      index,
      Math.fround(relevanceScore!),
    ]);
    const found = await searchThrough('lb-reranker', reranker, query);
    expect(found.map(([id, score]) => [id, Math.fround(score!)])).toEqual(expected);
  });

  test('with scores that are whole numbers, and with some of 17 digits', async () => {
    const levels = [1, 7, 2, 3, 4, 5, 6];
    const scorer = fakeScorer((passage) => levels[texts.indexOf(passage) % levels.length]!);
    const found = await searchThrough('levels', createReranker({ scorer }), 'q');
    const scores = new Set(found.map(([, score]) => Math.fround(score!)));
    const expected = levels.map((level) => Math.fround((level - 1) / 6));
    expect([...scores]).toEqual(expected.toSorted((a, b) => b - a));
    expect(found).toHaveLength(DOCUMENTS);
  });
});

/** Reads the block of the README's recipe that holds a text, with other words in some places. */
async function recipe(holding: string, places: [string, string][] = []): Promise<object> {
  const readme = await readFile(README, 'utf8');
  const [, recipes] = readme.split('**OpenSearch**');
  const blocks = [...recipes!.matchAll(/```json\n(.*?)```/gs)].map(([, block]) => block!);
  const block = blocks.find((each) => each.includes(holding))!;
  const filled = places.reduce((text, [from, to]) => text.replaceAll(from, to), block);
  return JSON.parse(filled) as object;
}
