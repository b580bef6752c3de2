import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { findSilentAddress } from '../testing/find-silent-address.ts';
import { runCommand } from '../testing/run-command.ts';
import { serve } from '../testing/serve.ts';
import { serveScores } from '../testing/serve-scores.ts';
import { writeCollection } from '../testing/write-collection.ts';

const QDRANT = ['--qdrant', 'http://127.0.0.1:9'];
const NO_COLLECTION = '--index: name the Qdrant collection that is searched';
const NO_MODEL =
  '--embeddings-model: name the model that embedded the points of the Qdrant collection, and --embeddings-url unless Qdrant itself runs it';

test.each<[string[], string]>([
  [QDRANT, `${NO_COLLECTION}\n${NO_MODEL}`],
  [[...QDRANT, '--index', 'mine'], NO_MODEL],
  [[...QDRANT, '--embeddings-model', 'e5'], NO_COLLECTION],
  [['--first-stage', 'qdrant'], '--qdrant: name the address of the first stage'],
  [['--first-stage', 'elasticsearch'], '--elasticsearch: name the address of the first stage'],
  [['--first-stage', 'run'], '--run: name the run file that is the first stage'],
])('lb-rerank eval names only what %j lacks, before it asks the model', async (flags, message) => {
  const folder = await writeCollection();
  const { url, prompts } = await serveScores();
  const args = ['eval', 'fruits', '--url', url, ...flags];
  const { exitCode, stderr } = await runCommand(args, { folder });
  expect(stderr).toBe(`lb-rerank: ${message}\n`);
  expect(exitCode).toBe(2);
  expect(prompts).toEqual([]);
});

test('lb-rerank eval looks for the run file before it asks the model', async () => {
  const folder = await writeCollection();
  const { url, prompts } = await serveScores();
  const args = ['eval', 'fruits', '--url', url, '--run', 'missing.run'];
  const { exitCode } = await runCommand(args, { folder });
  expect(exitCode).toBe(4);
  expect(prompts).toEqual([]);
});

const WAY =
  'write what your searches find there into a TREC run file and name it by --run; `lb-rerank try` searches OpenSearch itself';

test.each([[[]], [['--index', 'mine']]])(
  'lb-rerank eval names the OpenSearch that answers, and the way to evaluate it: %j',
  async (flags) => {
    const folder = await writeCollection();
    const { url, prompts } = await serveScores();
    const opensearch = await serve(({ url: path }, response) => {
      const version = { distribution: 'opensearch', number: '3.1.0' };
      response.writeHead(path === '/' ? 200 : 406).end(JSON.stringify({ version }));
    });
    const args = ['eval', 'fruits', '--url', url, '--elasticsearch', opensearch, ...flags];
    const { exitCode, stderr } = await runCommand(args, { folder });
    expect(stderr).toBe(
      `lb-rerank: --elasticsearch: OpenSearch 3.1.0 answers at ${opensearch}, and eval searches Elasticsearch: ${WAY}\n`,
    );
    expect(exitCode).toBe(2);
    expect(prompts).toEqual([]);
  },
);

test.each([[['--opensearch', 'http://127.0.0.1:9']], [['--opensearch=http://127.0.0.1:9']]])(
  'lb-rerank eval has no %j, and says what to do',
  async (flags) => {
    const { exitCode, stderr } = await runCommand(['eval', 'fruits', ...flags]);
    expect(stderr).toBe(`lb-rerank: --opensearch: eval does not search it: ${WAY}\n`);
    expect(exitCode).toBe(2);
  },
);

test.each([
  [['--embeddings-query-prefix', 'query: '], 'query: fig'],
  [[], 'fig'],
])('lb-rerank eval embeds queries with %j as %j', async (flags, input) => {
  const folder = await writeCollection({
    'queries.jsonl': '{"_id":"q-fig","text":"fig"}\n',
    'qrels/test.tsv': 'query-id\tcorpus-id\tscore\nq-fig\tfig3\t1\n',
  });
  const { url } = await serveScores();
  const bodies: string[] = [];
  const embeddings = await serve(async (request, response) => {
    bodies.push(await text(request));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ data: [{ embedding: [1, 0] }] }));
  });
  const qdrant = ['--qdrant', await findSilentAddress(), '--index', 'mine'];
  const model = ['--embeddings-url', `${embeddings}/v1`, '--embeddings-model', 'e5'];
  await runCommand(['eval', 'fruits', '--url', url, ...qdrant, ...model, ...flags], { folder });
  expect(JSON.parse(bodies[0]!)).toMatchObject({ model: 'e5', input: [input] });
});

test("lb-rerank eval puts the prefix before queries that Qdrant's own inference embeds", async () => {
  const folder = await writeCollection({
    'queries.jsonl': '{"_id":"q-fig","text":"fig"}\n',
    'qrels/test.tsv': 'query-id\tcorpus-id\tscore\nq-fig\tfig3\t1\n',
  });
  const { url } = await serveScores();
  const bodies: string[] = [];
  const qdrant = await serve(async (request, response) => {
    bodies.push(await text(request));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ result: { points: [] }, status: 'ok', time: 0 }));
  });
  const search = ['--qdrant', qdrant, '--index', 'mine', '--embeddings-model', 'e5'];
  const flags = ['--embeddings-query-prefix', 'query: '];
  await runCommand(['eval', 'fruits', '--url', url, ...search, ...flags], { folder });
  expect(JSON.parse(bodies.at(-1)!).query).toEqual({ text: 'query: fig', model: 'e5' });
});
