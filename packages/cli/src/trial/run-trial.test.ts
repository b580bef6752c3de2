import { expect, test } from 'vitest';
import { findSilentAddress } from '../testing/find-silent-address.ts';
import { runCommand } from '../testing/run-command.ts';
import { serve } from '../testing/serve.ts';
import { serveScores } from '../testing/serve-scores.ts';

const hitsOf = (texts: readonly string[]) => ({
  took: 1,
  timed_out: false,
  hits: {
    total: { value: texts.length, relation: 'eq' },
    hits: texts.map((text, n) => ({ _index: 'i', _id: `${n}`, _score: 9 - n, _source: { text } })),
  },
});
const engineWith = (status: number, answer: object) =>
  serve((_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer));
  });
const tryOn = async (elasticsearch: string, ...args: readonly string[]) => {
  const all = ['try', 'apples', '--index', 'i', '--elasticsearch', elasticsearch, ...args];
  return runCommand(all);
};

test.each<[string, readonly string[], string]>([
  ['no engine', [], '--elasticsearch, --opensearch, --qdrant: name what is searched'],
  ['no embedding', ['--qdrant', 'http://127.0.0.1:1'], '--embeddings-model: Qdrant compares'],
])('refuses a call with %s before any work', async (_, args, message) => {
  const all = ['try', 'apples', '--index', 'i', '--passage', 'text', ...args];
  const { exitCode, stderr } = await runCommand(all);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(message);
});

test('says what changed, and tells an index without hits from one that has some', async () => {
  const { url } = await serveScores();
  const texts = ['red', 'green', 'Malus'];
  const some = await tryOn(await engineWith(200, hitsOf(texts)), '--passage', 'text', '--url', url);
  expect(some.stdout).toMatch(
    /The first hit (?:stays the first|was number [23]); 0 of the first 3 come/,
  );
  const none = await tryOn(await engineWith(200, hitsOf([])), '--passage', 'text', '--url', url);
  expect(none.stdout).toContain('No hits: see that the query has words of the passage fields.');
  const other = await tryOn(await engineWith(200, hitsOf(texts)), '--passage', 'txt', '--url', url);
  expect(other.stdout).toContain('Nothing was reranked: no hit of this window has');
});

test('ends with the error of a model that is away, and not with an order that is no reranking', async () => {
  const url = `${await findSilentAddress()}/v1`;
  const engine = await engineWith(200, hitsOf(['red']));
  const { exitCode, stderr, stdout } = await tryOn(engine, '--passage', 'text', '--url', url);
  expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
  expect(stderr).toContain(url);
});

test.each<[number, object, string]>([
  [401, {}, 'HTTP 401: set LB_RERANK_ELASTICSEARCH_API_KEY'],
  [
    404,
    { error: { root_cause: [{ reason: 'no such index [i]' }] } },
    'HTTP 404, no such index [i]',
  ],
  [302, {}, 'HTTP 302'],
])('tells why an engine refuses, with %d', async (status, answer, reason) => {
  const { url } = await serveScores();
  const engine = await engineWith(status, answer);
  const { exitCode, stderr } = await tryOn(engine, '--passage', 'text', '--url', url);
  expect(exitCode).toBe(3);
  expect(stderr).toContain(reason);
});
