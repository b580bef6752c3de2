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
const MAPPING = {
  i: { mappings: { properties: { text: { type: 'text' }, n: { type: 'long' } } } },
};
/** An engine that knows its mapping, and answers a search as it is told. */
const engineWith = (
  status: number,
  answer: unknown,
  mapping: readonly [number, object] = [200, MAPPING],
) =>
  serve(({ url = '' }, response) => {
    const [code, body] = url.endsWith('/_mapping') ? mapping : [status, answer];
    response.writeHead(code, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
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
  expect(none.stdout).toContain('No hits: nothing that is searched has to do with the query.');
  const other = await tryOn(await engineWith(200, hitsOf(texts)), '--passage', 'n', '--url', url);
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
  [302, {}, 'HTTP 302: it redirects, which is not followed'],
])('tells why an engine refuses, with %d', async (status, answer, reason) => {
  const { url } = await serveScores();
  const engine = await engineWith(status, answer);
  const { exitCode, stderr } = await tryOn(engine, '--passage', 'text', '--url', url);
  expect(exitCode).toBe(3);
  expect(stderr).toContain(reason);
});

test.each<[string, readonly string[], readonly [number, object], string]>([
  [
    'a field',
    ['--passage', 'titel,text'],
    [200, MAPPING],
    'i has no field titel; name the text fields',
  ],
  ['a weighted field', ['--passage', 'text^2'], [200, MAPPING], 'i has no field text^2;'],
  ['no field', [], [200, MAPPING], 'i has text'],
  ['a pattern', ['--index', 'nope*', '--passage', 'text'], [200, {}], 'no index matches nope*'],
  ['all indexes', ['--index', '.', '--passage', 'text'], [200, MAPPING], '. is no index'],
])('refuses %s that is not there, before the model is asked', async (_, args, mapping, message) => {
  const engine = await engineWith(200, hitsOf(['red']), mapping);
  const { exitCode, stderr } = await tryOn(engine, '--model', 'no-such-file.gguf', ...args);
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 2 });
  expect(stderr).toContain(message);
});

test('searches with a key that may not look at the mapping', async () => {
  const { url } = await serveScores();
  const engine = await engineWith(200, hitsOf(['red']), [403, {}]);
  const { exitCode, stdout } = await tryOn(engine, '--passage', 'text', '--url', url);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('1 of 1 hits scored');
});

test.each([
  {},
  null,
  [],
  { hits: { hits: [{ _id: '1', _score: 'high', _source: { text: 'red' } }] } },
])('tells that %j is no search result', async (answer) => {
  const { url } = await serveScores();
  const { exitCode, stderr } = await tryOn(
    await engineWith(200, answer),
    '--passage',
    'text',
    '--url',
    url,
  );
  expect(exitCode).toBe(3);
  expect(stderr).toContain('answers with something that is no search result');
});

test.each<[string, readonly string[], Record<string, string>, string]>([
  [
    'two flags',
    ['--elasticsearch', 'http://127.0.0.1:1', '--qdrant', 'http://127.0.0.1:2'],
    {},
    '--elasticsearch, --qdrant: name one',
  ],
  [
    'two variables',
    [],
    { LB_RERANK_ELASTICSEARCH: 'http://127.0.0.1:1', LB_RERANK_QDRANT: 'http://127.0.0.1:2' },
    'LB_RERANK_ELASTICSEARCH, LB_RERANK_QDRANT: name one',
  ],
  [
    'a flag over a variable',
    ['--qdrant', 'http://127.0.0.1:2'],
    { LB_RERANK_ELASTICSEARCH: 'http://127.0.0.1:1' },
    '--embeddings-model: Qdrant compares vectors',
  ],
  [
    'an option of another engine',
    ['--opensearch', 'http://127.0.0.1:1', '--using', 'v'],
    {},
    '--using: is for Qdrant',
  ],
])('goes by one engine: %s', async (_, args, environment, message) => {
  const all = ['try', 'apples', '--index', 'i', '--passage', 'text', ...args];
  const { exitCode, stderr } = await runCommand(all, { environment });
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 2 });
  expect(stderr).toContain(message);
});

test('writes JSON that a terminal shows as it is, and takes a query in several words', async () => {
  const { url, prompts } = await serveScores();
  const engine = await engineWith(200, hitsOf(['a\u009B2J\u202Eb']));
  const args = ['try', 'why', 'apples', '--index', 'i', '--elasticsearch', engine];
  const { stdout } = await runCommand([
    ...args,
    '--passage',
    'text',
    '--url',
    url,
    '--format',
    'json',
  ]);
  expect(stdout).toContain(String.raw`a\u009b2J\u202eb`);
  expect(JSON.parse(stdout)).toMatchObject({
    query: 'why apples',
    hits: [{ passage: 'a\u009B2J\u202Eb' }],
  });
  expect(prompts.join('')).toContain('why apples');
});

test.each([
  ['', 'query: must not be blank', 'x.html'],
  ['apples', '--html: there is no folder /no/such', '/no/such/x.html'],
  ['apples', '--html: . is a folder', '.'],
])(
  'refuses the query %j or a page that cannot be written at once: %s',
  async (query, message, file) => {
    const args = ['try', query, '--index', 'i', '--elasticsearch', await findSilentAddress()];
    const { exitCode, stderr } = await runCommand([...args, '--passage', 'text', '--html', file]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  },
);

test('names the page where the disk is full', async () => {
  const { url } = await serveScores();
  const engine = await engineWith(200, hitsOf(['red']));
  const args = ['--passage', 'text', '--url', url, '--html', '/dev/full'];
  const { exitCode, stderr } = await tryOn(engine, ...args);
  expect([exitCode, stderr]).toEqual([4, expect.stringContaining('/dev/full cannot be written:')]);
});
