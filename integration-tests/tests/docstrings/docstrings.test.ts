import { Client } from '@elastic/elasticsearch';
import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { serveGateway } from '@lb-rerank/gateway';
import { startTrial } from '@lb-rerank/test-engines/elasticsearch';
import { fetchJson } from '@lb-rerank/test-engines/machinery';
import { describeWith } from '@lb-rerank/test-engines/needs';
import { QdrantClient } from '@qdrant/js-client-rest';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { type DocstringExample, docstringExamples } from '../../docstrings/docstring-examples.ts';
import { needsEngine } from '../../docstrings/needs-engine.ts';
import { runPrograms } from '../../docstrings/run-programs.ts';
import { serveStandInEmbedder } from '../../docstrings/serve-stand-in-embedder.ts';

const examples = docstringExamples();
const texts = ['Apples are red.', 'The scientific name of the apple is Malus domestica.'];
const articles = texts.map((text, n) => ({ id: n + 1, title: 'Apples', text, date: '2026-01-01' }));

describeWith('docstrings', ['vllm'], ({ vllm }) => {
  test('show programs that print what they say, with the model under vLLM', async () => {
    const ofModel = examples.filter(
      (example) => !needsEngine(example) && example.program.includes(':8000'),
    );
    const models = (await fetchJson(`${vllm}/v1/models`)) as { data: { id: string }[] };
    const printed = await runPrograms(ofModel, {
      'lightblue/lb-reranker-0.5B-v1.0': models.data[0]!.id,
      'http://127.0.0.1:8000': vllm,
      'http://localhost:8000': vllm,
      'port: 8787': 'port: 0',
    });
    expect(printed).toEqual(ofModel);
  });
});

describeWith('docstrings', ['elasticsearch', 'vllm'], ({ elasticsearch, vllm }) => {
  test('show searches of Elasticsearch that print what they say', async () => {
    const client = new Client({ node: elasticsearch });
    await startTrial(client);
    const [index, inferenceId] = [`docstrings-${process.pid}`, `lb-docstrings-${process.pid}`];
    await using gateway = await serveGateway({
      reranker: createReranker({ scorer: fakeScorer(() => 4) }),
      settings: { port: 0 },
      logger: pino({ level: 'silent' }),
    });
    const operations = articles.flatMap(({ id, ...article }) => [
      { index: { _index: index, _id: `${id}` } },
      article,
    ]);
    await client.bulk({ refresh: true, operations });
    try {
      const ofEngine = examplesOf('elasticsearch');
      const printed = await runPrograms(ofEngine, {
        "'articles'": `'${index}'`,
        'replace: true': `replace: true, inferenceId: '${inferenceId}'`,
        'http://127.0.0.1:9200': elasticsearch,
        'http://127.0.0.1:8000': vllm,
        'http://127.0.0.1:8787': gateway.url,
      });
      expect(printed).toEqual(ofEngine);
    } finally {
      await client.indices.delete({ index });
      await client.inference.delete({ inference_id: inferenceId });
    }
  });
});

describeWith('docstrings', ['qdrant', 'vllm'], ({ qdrant, vllm }) => {
  test('show queries of Qdrant that print what they say', async () => {
    const client = new QdrantClient({ url: qdrant });
    const collection = `docstrings-${process.pid}`;
    await using embedder = await serveStandInEmbedder();
    await client.createCollection(collection, { vectors: { size: 2, distance: 'Cosine' } });
    const points = articles.map(({ id, ...payload }) => ({
      id,
      // The first one is the nearest to what the examples look for.
      vector: id === 1 ? [0.9, 0.1] : [0.7, 0.3],
      payload: { ...payload, chunks: [{ text: payload.text }] },
    }));
    await client.upsert(collection, { wait: true, points });
    try {
      const ofEngine = examplesOf('qdrant');
      const printed = await runPrograms(ofEngine, {
        "'articles'": `'${collection}'`,
        'http://127.0.0.1:6333': qdrant,
        'http://127.0.0.1:8000': vllm,
        'http://127.0.0.1:8001': embedder.url,
      });
      expect(printed).toEqual(ofEngine);
    } finally {
      await client.deleteCollection(collection);
    }
  });
});

function examplesOf(folder: string): DocstringExample[] {
  return examples.filter(({ name }) => name.startsWith(`${folder}: `));
}
