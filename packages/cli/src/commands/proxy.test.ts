import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCommand } from '../testing/run-command.ts';
import { runUntilStopped } from '../testing/run-until-stopped.ts';
import { serve } from '../testing/serve.ts';
import { serveFakeVllm } from '../testing/serve-fake-vllm.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const BODY =
  'A body that is long enough to be read, since it has more than eighty characters in all.';
const HITS = ['An apple is a fruit.', 'The scientific name of the apple is Malus domestica.'].map(
  (title, n) => ({
    _index: 'articles',
    _id: `${n}`,
    _score: 2 - n,
    _source: { title, body: BODY },
  }),
);
const MAPPING = {
  articles: {
    mappings: {
      properties: { body: { type: 'text' }, title: { type: 'text' }, n: { type: 'long' } },
    },
  },
  '.internal': { mappings: { properties: { text: { type: 'text' } } } },
};

/** An Elasticsearch of two documents. */
const serveEngine = () =>
  serve((request, response) => {
    request.resume();
    response.setHeader('content-type', 'application/json');
    const isMapping = request.url!.endsWith('_mapping');
    response.end(JSON.stringify(isMapping ? MAPPING : { hits: { max_score: 2, hits: HITS } }));
  });

/** Runs `lb-rerank proxy` on a free port until the test stops it. */
async function proxying(args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const [engine, model] = await Promise.all([serveEngine(), serveFakeVllm()]);
  const ofEngine = args.includes('--qdrant') ? [] : ['--elasticsearch', engine];
  const all = ['proxy', ...ofEngine, '--url', model, '--port', '0', ...args];
  const running = await runUntilStopped(all, environment);
  const search = async (path = '/articles/_search') => {
    const query = 'q=What is the scientific name of apples?';
    const response = await fetch(`${running.address}${path}?${query}`);
    const answer = (await response.json()) as { hits: { hits: object[] }; rerank?: object };
    return { answer, outcome: response.headers.get('x-lb-rerank-outcome') };
  };
  return { ...running, search };
}

describe('lb-rerank proxy', () => {
  test('reranks what a rule fits, says what it does, and ends well', async () => {
    const proxy = await proxying([
      '--passage',
      'art*=title',
      'faq=body',
      '--rank-window-size',
      '50',
    ]);
    const { answer, outcome } = await proxy.search();
    expect(outcome).toBe('reranked');
    expect(answer).toMatchObject({
      hits: { hits: [{ _id: '0', _rerank: { score: expect.closeTo(6.6657, 3) as number } }, {}] },
      rerank: { rank_window_size: 2 },
    });
    expect((await proxy.search('/others/_search')).outcome).toBe('skipped');
    expect(proxy.told()).toContain('  reranks  art* by title\n           faq by body\n');
    const { exitCode, log } = await proxy.stop();
    expect(exitCode).toBe(0);
    expect(log).toBe('');
  });

  test('adds nothing to the answers with --no-marks', async () => {
    const proxy = await proxying(['--passage', 'title', '--no-marks']);
    const { answer, outcome } = await proxy.search();
    expect(outcome).toBe('reranked');
    expect(JSON.stringify(answer)).not.toContain('rerank');
  });

  test('takes its rules from the settings file, and from the environment', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'lb-rerank.config.yaml');
    await writeFile(
      file,
      'proxy:\n  marks: false\n  rules:\n    - index: faq\n      passage: body\n    - { index: articles, passage: "title, body", isOn: false }\n    - { index: "*", passage: title, rankWindowSize: 10 }\n',
    );
    const filed = await proxying(['--config', file]);
    expect((await filed.search()).outcome).toBe('skipped');
    expect((await filed.search('/x/_search')).outcome).toBe('reranked');
    expect(filed.told()).toContain('faq by body\n           articles: not at all\n');
    const rules = [{ index: 'articles', passage: ['title'] }];
    const told = await proxying([], { LB_RERANK_PROXY: JSON.stringify({ rules }) });
    expect((await told.search()).outcome).toBe('reranked');
  });

  test('stands before Qdrant too', async () => {
    const points = HITS.map(({ _source: payload }, id) => ({ id, version: 0, score: 1, payload }));
    const qdrant = await serve((request, response) => {
      request.resume();
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ result: { points }, status: 'ok', time: 0 }));
    });
    const { told, address } = await proxying(['--qdrant', qdrant, '--passage', 'articles=title']);
    expect(told()).toContain('stands before Qdrant http');
    const response = await fetch(`${address}/collections/articles/points/query`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-lb-rerank-query': 'apples' },
      body: JSON.stringify({ query: [1, 0], with_payload: true }),
    });
    expect(response.headers.get('x-lb-rerank-outcome')).toBe('reranked');
  });

  test('suggests rules by names and lengths', async () => {
    const args = ['proxy', '--suggest', '--elasticsearch', await serveEngine()];
    const { stdout } = await runCommand(args);
    expect(stdout).toBe("--passage 'articles=title,body'\n");
  });

  test('suggests one rule for a data stream, by the name that is searched', async () => {
    const { articles } = MAPPING;
    const mapping = {
      '.ds-logs-app-2026.11.28-000001': articles,
      '.ds-logs-app-2026.11.29-000002': articles,
      '.ds-events-000001': articles,
    };
    const asked: string[] = [];
    const engine = await serve((request, response) => {
      request.resume();
      asked.push(request.url!);
      response.setHeader('content-type', 'application/json');
      const isMapping = request.url!.endsWith('_mapping');
      response.end(JSON.stringify(isMapping ? mapping : { hits: { hits: HITS } }));
    });
    const { stdout } = await runCommand(['proxy', '--suggest', '--elasticsearch', engine]);
    expect(stdout).toBe("--passage 'logs-app=title,body'\n--passage 'events=title,body'\n");
    expect(asked.slice(1)).toEqual(['/logs-app/_search?size=20', '/events/_search?size=20']);
  });

  test('logs a rule that would fit where there is none', async () => {
    const proxy = await proxying([]);
    expect((await proxy.search()).outcome).toBe('skipped');
    expect(proxy.told()).toContain('reranks  nothing: give --passage');
    const { log } = await proxy.stop();
    expect(log).toContain(`"rule":"--passage 'articles=title,body'"`);
  });

  test.each<[string, string[], NodeJS.ProcessEnv, string]>([
    ['no engine', [], {}, '--elasticsearch, --opensearch, --qdrant: name what is searched'],
    ['no fields', ['--passage', 'a='], {}, "--passage: a= must look like 'articles*=title,text'"],
    ['limits of no rule', ['--min-score', '3'], {}, '--min-score: goes with --passage'],
    [
      'a file that is not there',
      ['--ca-file', 'nowhere.pem'],
      {},
      '--ca-file: nowhere.pem cannot be read',
    ],
    [
      'embeddings of another engine',
      ['--embeddings-url', 'http://127.0.0.1:9/v1'],
      {},
      '--embeddings-url: is for Qdrant',
    ],
    ['no JSON', [], { LB_RERANK_PROXY: '{' }, 'LB_RERANK_PROXY: must be an object, or JSON of one'],
    [
      'a misspelt name',
      [],
      { LB_RERANK_PROXY: '{"rules":[{"indx":"a"}]}' },
      'LB_RERANK_PROXY.rules[0].indx: no such setting',
    ],
    [
      'an unusable passage',
      [],
      { LB_RERANK_PROXY: '{"rules":[{"index":"a","passage":{"x":1}}]}' },
      'rules[0].passage',
    ],
    [
      'credentials',
      ['--elasticsearch', 'http://a:b@127.0.0.1:1'],
      {},
      'must hold no user and password',
    ],
  ])('refuses %s', async (name, args, environment, message) => {
    const named = name === 'no engine' ? [] : ['--elasticsearch', 'http://127.0.0.1:9'];
    const { exitCode, stderr } = await runCommand(
      ['proxy', '--url', await serveFakeVllm(), '--port', '0', ...named, ...args],
      { environment },
    );
    expect(stderr).toContain(message);
    expect(exitCode).toBe(2);
  });
});
