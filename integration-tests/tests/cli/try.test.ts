import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from '@opensearch-project/opensearch';
import { QdrantClient } from '@qdrant/js-client-rest';
import { createRunFolder } from '@lb-rerank/test-engines/machinery';
import { describeWith } from '@lb-rerank/test-engines/needs';
import { hashedNgramVector } from '@lb-rerank/test-engines/workload';
import { beforeAll, expect, test } from 'vitest';
import { serveEmbeddings } from '../../data/serve-embeddings.ts';
import { lbRerank } from '../../setup/lb-rerank.ts';

const INDEX = `try-${process.pid}`;
const QUERY = 'the scientific name of apples';
const ARTICLES = [
  'The name of apples in a song about apples and more apples.',
  'The scientific name of the apple is Malus domestica.',
  'Apples are sold by name at this market.',
];

interface Tried {
  readonly hits: { id: string; before: number; score: number; passage: string }[];
  readonly rerank: { outcome: string; scored: number };
}

describeWith(
  'lb-rerank try',
  ['vllm', 'elasticsearch', 'opensearch', 'qdrant'],
  ({ vllm, elasticsearch, opensearch, qdrant }) => {
    let embeddings: Awaited<ReturnType<typeof serveEmbeddings>>;

    beforeAll(async () => {
      embeddings = await serveEmbeddings();
      const vectors = new QdrantClient({ url: qdrant, checkCompatibility: false });
      const size = hashedNgramVector('').length;
      await vectors.createCollection(INDEX, { vectors: { size, distance: 'Cosine' } });
      const points = ARTICLES.map((text, id) => ({
        id,
        vector: hashedNgramVector(text),
        payload: { doc: { text }, title: `Article ${id}` },
      }));
      await vectors.upsert(INDEX, { wait: true, points });
      // Its client speaks to both; none of what it does here differs between them.
      const clients = [elasticsearch, opensearch].map((node) => new Client({ node }));
      const body = ARTICLES.flatMap((text, id) => [
        { index: { _index: INDEX, _id: `${id}` } },
        { doc: { text }, title: `Article ${id}` },
      ]);
      for (const client of clients) await client.bulk({ refresh: true, body });
      return async () => {
        await vectors.deleteCollection(INDEX);
        for (const client of clients) {
          await client.indices.delete({ index: INDEX });
          await client.close();
        }
        embeddings.close();
      };
    });

    const engines = {
      elasticsearch: () => ['--elasticsearch', elasticsearch],
      opensearch: () => ['--opensearch', opensearch],
      qdrant: () => [
        '--qdrant',
        qdrant,
        '--embeddings-model',
        'hashed-ngrams',
        '--embeddings-url',
        embeddings.url,
      ],
    };
    const tryIt = (engine: keyof typeof engines, ...args: readonly string[]) =>
      lbRerank([
        'try',
        QUERY,
        '--index',
        INDEX,
        '--url',
        `${vllm}/v1`,
        ...engines[engine](),
        ...args,
      ]);

    test.each(['elasticsearch', 'opensearch', 'qdrant'] as const)(
      'shows a search of %s before and after',
      async (engine) => {
        const { stdout, stderr, exitCode } = await tryIt(engine, '--passage', 'doc.text');
        expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
        expect(stdout.split('\n')[0]).toMatch(/# +before +engine +│ +# +after +score +was/);
        expect(stdout).toContain('The scientific name');
        expect(stdout).toMatch(/3 of 3 hits scored in \d+\.\d s\./);
        expect(stderr).toContain(`${INDEX} at http://127.0.0.1`);
        expect(stderr).toContain('stand-in');
      },
    );

    test.each(['elasticsearch', 'opensearch', 'qdrant'] as const)(
      'gives as JSON what %s and the model found',
      async (engine) => {
        const { stdout } = await tryIt(engine, '--passage', 'doc.text', '--format', 'json');
        const { hits, rerank } = JSON.parse(stdout) as Tried;
        expect(rerank).toMatchObject({ outcome: 'reranked', scored: 3 });
        expect(hits.map(({ before }) => before).toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
        const scores = hits.map(({ score }) => score);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
        for (const { id, passage } of hits) expect(passage).toBe(ARTICLES[Number(id)]);
      },
    );

    test.each([
      ['elasticsearch', 'doc.text, title'],
      ['opensearch', 'doc.text, title'],
      ['qdrant', 'title'],
    ] as const)('says which text fields there are in %s', async (engine, fields) => {
      const { stderr, exitCode } = await tryIt(engine);
      expect({ stderr, exitCode }).toMatchObject({ exitCode: 2 });
      expect(stderr).toContain(`--passage: name the text fields`);
      expect(stderr).toContain(`${INDEX} has ${fields}`);
    });

    test.each(['elasticsearch', 'opensearch', 'qdrant'] as const)(
      'tells the reason of %s where there is no such index',
      async (engine) => {
        const args = ['--index', 'no-such-index', '--passage', 'doc.text'];
        const { stderr, exitCode } = await tryIt(engine, ...args);
        expect(exitCode).toBe(3);
        expect(stderr).toMatch(/could not retrieve candidates from .*no-such-index.*/);
      },
    );

    test('writes the comparison as a page, without a script', async () => {
      const file = join(await createRunFolder('try'), 'try.html');
      const { exitCode } = await tryIt('elasticsearch', '--passage', 'doc.text', '--html', file);
      expect(exitCode).toBe(0);
      const page = await readFile(file, 'utf8');
      expect(page).toContain(`<h1>${QUERY}</h1>`);
      expect(page.match(/<tr>/g)).toHaveLength(1 + ARTICLES.length);
      expect(page).not.toContain('<script');
    });
  },
);
