import { join } from 'node:path';
import { sendJson, serveFaults, soundAnswer } from '@lb-rerank/core/testing';
import { passageOf, readCorpus } from '@lb-rerank/evaluation';
import { QdrantClient } from '@qdrant/js-client-rest';
import { execa } from 'execa';
import { beforeAll, expect, test } from 'vitest';
import { hashedNgramVector } from '@lb-rerank/test-engines/workload';
import { createRunFolder } from '@lb-rerank/test-engines/machinery';
import { describeWith } from '@lb-rerank/test-engines/needs';
import { serveEmbeddings } from '../../data/serve-embeddings.ts';

const ROOT = join(import.meta.dirname, '../../..');
const COMMAND = join(ROOT, 'packages/cli/src/bin.ts');
const COLLECTION = join(ROOT, 'examples/demo/collection');

describeWith('lb-rerank eval on Qdrant', ['qdrant'], ({ qdrant }) => {
  const client = new QdrantClient({ url: qdrant });
  const collection = `eval-${process.pid}`;
  let embeddings: Awaited<ReturnType<typeof serveEmbeddings>>;
  let model: Awaited<ReturnType<typeof serveFaults>>;

  beforeAll(async () => {
    embeddings = await serveEmbeddings();
    model = await serveFaults((exchange) => sendJson(exchange.response, soundAnswer(exchange)));
    const size = hashedNgramVector('').length;
    await client.createCollection(collection, { vectors: { size, distance: 'Cosine' } });
    const points = [];
    for await (const document of readCorpus(join(COLLECTION, 'corpus.jsonl.gz'))) {
      const payload = { title: document.title, text: document.text, document: document.id };
      points.push({ id: points.length, vector: hashedNgramVector(passageOf(document)), payload });
    }
    await client.upsert(collection, { wait: true, points });
    return async () => {
      embeddings.close();
      await model[Symbol.asyncDispose]();
      await client.deleteCollection(collection);
    };
  });

  test('takes what the collection finds for the embedded query as the first stage', async () => {
    const flags = ['--id-field', 'document', '--embeddings-model', 'hashed-ngrams'];
    const args = ['--qdrant', qdrant, '--index', collection, '--url', model.baseURL, ...flags];
    const { stdout } = await execa(
      process.execPath,
      [
        COMMAND,
        'eval',
        COLLECTION,
        '--embeddings-url',
        embeddings.url,
        ...args,
        '--depth',
        '10',
        '--depths',
        '10',
        '--format',
        'json',
      ],
      { cwd: await createRunFolder('eval-qdrant') },
    );
    const [{ firstStage, queries, pairs, systems }] = JSON.parse(stdout).dataSets;
    expect({ firstStage, queries, pairs }).toEqual({
      firstStage: 'Qdrant',
      queries: 40,
      pairs: 400,
    });
    // Shared words find a part of what is relevant; scores that are all the same leave the order as trec_eval breaks ties.
    expect(systems[0].mean['recall@100']).toBeGreaterThan(0.3);
    expect(systems[1].mean['recall@100']).toBe(systems[0].mean['recall@100']);
  });
});
