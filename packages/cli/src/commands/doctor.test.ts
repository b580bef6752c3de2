import { createReranker, createVllmScorer } from '@lb-rerank/core';
import { serveGateway } from '@lb-rerank/gateway';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { GOLDEN_PAIRS } from '../doctor/model/golden-pairs.ts';
import type { TitledFinding } from '../doctor/examine.ts';
import { runCommand } from '../testing/run-command.ts';
import { findSilentAddress } from '../testing/find-silent-address.ts';
import { type FakeVllm, serveFakeVllm } from '../testing/serve-fake-vllm.ts';

const METRICS =
  'vllm:cache_config_info{block_size="16",enable_prefix_caching="True",engine="0"} 1.0';

/** Maps the check's title to what doctor finds about a server. */
async function examine(behaviour: FakeVllm, args: readonly string[] = []) {
  const url = await serveFakeVllm({ metrics: METRICS, ...behaviour });
  return examineAt(url, args);
}

async function examineAt(url: string, args: readonly string[] = [], environment = {}) {
  const { exitCode, stdout, stderr } = await runCommand(
    ['doctor', '--url', url, '--format', 'json', '--quick', ...args],
    { environment },
  );
  const [{ findings }] = JSON.parse(stdout).subjects as [{ findings: TitledFinding[] }];
  const byTitle = Object.fromEntries(findings.map((finding) => [finding.title, finding]));
  return { exitCode, stderr, byTitle };
}

describe('lb-rerank doctor', () => {
  test('finds nothing wrong with a good server', async () => {
    const { exitCode, stderr, byTitle } = await examine({});
    expect(Object.values(byTitle).map(({ status, title }) => [title, status])).toEqual([
      ['reachable', 'ok'],
      ['model', 'ok'],
      ['vocabulary', 'ok'],
      ['prompt template', 'ok'],
      ['mass', 'ok'],
      ['golden pairs', 'ok'],
      ['modes', 'ok'],
      ['prefix caching', 'ok'],
      ['context', 'ok'],
    ]);
    expect(byTitle['golden pairs']?.says).toContain('6.6657, 1.8669, 1.0110');
    expect(byTitle['golden pairs']?.says).toContain('within 0.05');
    expect(stderr).toContain('9 fine, 0 warnings, 0 problems');
    expect(exitCode).toBe(0);
  });

  test('says that golden values do not apply to the stand-in', async () => {
    const scores = GOLDEN_PAIRS.map(({ standInScore }) => standInScore);
    const { exitCode, byTitle } = await examine({ scores });
    expect(byTitle['golden pairs']).toMatchObject({
      status: 'warning',
      says: expect.stringContaining('the golden values do not apply'),
    });
    expect(exitCode).toBe(0);
  });

  test('lets no escape sequence of a server through to the terminal', async () => {
    const name = 'lb\u001B[2J\u009B31m\u202E\r\nlb-rerank: all is well';
    const shown = 'lb lb-rerank: all is well';
    const url = await serveFakeVllm({ models: [{ id: name, root: `/models/${name}` }] });
    const { stdout } = await runCommand(['doctor', '--url', url, '--quick']);
    expect(stdout).toContain(`${shown}, from /models/${shown}\n`);
    const other = await runCommand(['doctor', '--url', url, '--quick', '--vllm-model', 'other']);
    expect(other.stdout).toContain(`serves ${shown}, and not other`);
    const small = await serveFakeVllm({ models: [{ id: name }], mass: 0.1 });
    const low = await runCommand(['doctor', '--url', small, '--quick']);
    const lines = (stdout + other.stdout + low.stdout).split('\n');
    expect(lines.filter((line) => /[\p{Cc}\p{Cf}]/u.test(line))).toEqual([]);
  });

  test('counts a warning as a problem with --strict', async () => {
    const { exitCode } = await examine({ scores: [6.5, 1.86, 1.01] }, ['--strict']);
    expect(exitCode).toBe(1);
  });

  test.each<[string, FakeVllm, string, TitledFinding['status'], string]>([
    ['other weights', { scores: [4, 4, 4] }, 'golden pairs', 'problem', "not the LB Reranker's"],
    ['coarse weights', { scores: [6.5, 1.86, 1.01] }, 'golden pairs', 'warning', 'over 0.05'],
    ['another model', { mass: 0.2 }, 'mass', 'problem', 'so it is not the LB Reranker'],
    [
      'another template',
      { template: () => '[INST] hello [/INST]' },
      'prompt template',
      'warning',
      'writes "[INST]" where the model was trained on "<|im_start|>syste"',
    ],
    ['no model', { models: [] }, 'model', 'problem', 'serves nothing'],
    ['two models', { models: [{ id: 'a' }, { id: 'b' }] }, 'model', 'warning', 'serves a, b'],
    [
      'a short context',
      { models: [{ id: 'a', max_model_len: 512 }] },
      'context',
      'ok',
      '512 tokens for a query and a passage together; what is longer is cut',
    ],
    [
      'no prefix caching',
      { metrics: 'x{enable_prefix_caching="False"} 1' },
      'prefix caching',
      'warning',
      'off',
    ],
    ['no metrics', { missing: ['/metrics'] }, 'prefix caching', 'skipped', 'does not tell'],
    ['a slow answer', { delayMs: 1050 }, 'reachable', 'warning', 'which is slow'],
    ['no such path', { missing: ['/v1/models'] }, 'reachable', 'problem', 'lists no models'],
    ['a key', { key: 'swordfish' }, 'reachable', 'problem', 'HTTP 401'],
  ])('sees %s', async (_, behaviour, title, status, says) => {
    const { exitCode, byTitle } = await examine(behaviour);
    expect(byTitle[title]).toMatchObject({ status, says: expect.stringContaining(says) });
    expect(exitCode).toBe(status === 'problem' ? 1 : 0);
    expect(byTitle[title]?.remedy !== undefined).toBe(/problem|warning/.test(status));
  });

  test('names a model that is not served', async () => {
    const { exitCode, byTitle } = await examine({}, ['--vllm-model', 'nobody']);
    expect(byTitle['model']?.says).toBe('serves lb, and not nobody');
    expect(byTitle['the rest']?.status).toBe('skipped');
    expect(exitCode).toBe(1);
  });

  test.each([
    ['whose model answers', () => serveFakeVllm()],
    ['whose model does not answer', async () => `${await findSilentAddress()}/v1`],
  ])('knows a gateway of ours, %s', async (state, start) => {
    const scorer = createVllmScorer({ baseURL: await start() });
    const reranker = createReranker({ scorer, resilience: { retries: 0 } });
    const logger = pino({ enabled: false });
    await using gateway = await serveGateway({ reranker, settings: { port: 0 }, logger });
    const { exitCode, byTitle } = await examineAt(`${gateway.url}/v1`);
    expect(byTitle['reachable']).toMatchObject({
      status: 'problem',
      says: `a gateway of LB Rerank answers there, ${state} (GET ${gateway.url}/ready); the checks are of a model's server`,
      remedy: expect.stringContaining('`lb-rerank serve --url`'),
    });
    expect(exitCode).toBe(1);
  });

  test('says that nothing listens', async () => {
    const url = `${await findSilentAddress()}/v1`;
    const { exitCode, byTitle } = await examineAt(url);
    expect(byTitle['reachable']?.says).toBe(`${url}: cannot be reached (ECONNREFUSED)`);
    expect(byTitle['reachable']?.remedy).toContain('nothing listens there');
    expect(exitCode).toBe(1);
  });

  test('says that there is no such host', async () => {
    const { byTitle } = await examineAt('http://nowhere.invalid/v1');
    expect(byTitle['reachable']?.says).toMatch(/cannot be reached \((ENOTFOUND|EAI_AGAIN)\)/);
  });

  test('says that an answer takes too long', async () => {
    const { byTitle } = await examine({ delayMs: 2000 }, ['--request-timeout-ms', '50']);
    expect(byTitle['reachable']?.says).toContain('no answer within 50 ms');
  });

  test('gives the server its key, and shows it nowhere', async () => {
    const url = await serveFakeVllm({ key: 'swordfish', metrics: METRICS });
    const result = await examineAt(url, [], { LB_RERANK_API_KEY: 'swordfish' });
    expect(result.byTitle['prefix caching']?.status).toBe('ok');
    expect(JSON.stringify(result)).not.toContain('swordfish');
  });

  test('marks findings for the eye, without colours where there is no terminal', async () => {
    const url = await serveFakeVllm({ scores: [4, 4, 4], metrics: METRICS });
    const { stdout } = await runCommand(['doctor', '--url', url, '--quick']);
    expect(stdout).toMatch(/^model server http.*\n {2}✓ reachable {8}vLLM 0.32.0, answers in/);
    expect(stdout).toMatch(/\n {2}✗ golden pairs .*\n {21}→ serve the weights/);
    expect(stdout).not.toContain('\u001B');
    expect(stdout).toMatch(
      /\n[\d-]+ [\d:]+ UTC, lb-rerank \d\S+, \d+ × .+ GiB, Node\.js \S+: lb-rerank doctor --url http\S+ --quick\n$/,
    );
  });
});
