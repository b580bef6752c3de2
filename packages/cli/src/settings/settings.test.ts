import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCommand } from '../testing/run-command.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

/** Runs `lb-rerank config` in a folder with this settings file. */
async function configOf(
  file: { name: string; content: string } | undefined,
  args: readonly string[] = [],
  environment: NodeJS.ProcessEnv = {},
) {
  const folder = await temporaryFolder();
  if (file !== undefined) await writeFile(join(folder, file.name), file.content);
  const result = await runCommand(['config', '--format', 'json', ...args], { environment, folder });
  return { ...result, folder };
}

describe('settings', () => {
  test('let flags win over the environment, and the environment over the file', async () => {
    const content = JSON.stringify({ requestTimeoutMs: 1, maxPairsPerRequest: 1, threads: 1 });
    const environment = { LB_RERANK_REQUEST_TIMEOUT_MS: '2', LB_RERANK_MAX_PAIRS_PER_REQUEST: '2' };
    const { stdout, folder } = await configOf(
      { name: 'lb-rerank.config.json', content },
      ['--request-timeout-ms', '3'],
      environment,
    );
    expect(JSON.parse(stdout)).toEqual({
      requestTimeoutMs: { value: 3, source: '--request-timeout-ms' },
      maxPairsPerRequest: { value: 2, source: 'LB_RERANK_MAX_PAIRS_PER_REQUEST' },
      threads: { value: 1, source: join(folder, 'lb-rerank.config.json') },
    });
  });

  test.each([
    ['ts', 'const url: string = "http://a/v1"; export default { url };'],
    ['mjs', 'export default { url: ["http://a/v1"] };'],
    ['yaml', 'url: http://a/v1'],
    ['toml', 'url = "http://a/v1"'],
  ])('are read from a file in %s', async (ending, content) => {
    const { stdout } = await configOf({ name: `lb-rerank.config.${ending}`, content });
    expect(JSON.parse(stdout)).toMatchObject({ url: { value: ['http://a/v1'] } });
  });

  test('take several addresses, with commas or repeated', async () => {
    const urls = ['http://a/v1', 'http://b/v1'];
    const byVariable = await configOf(undefined, [], { LB_RERANK_URL: urls.join(',') });
    const byFlags = await configOf(
      undefined,
      urls.flatMap((url) => ['--url', url]),
    );
    expect(JSON.parse(byVariable.stdout).url.value).toEqual(urls);
    expect(JSON.parse(byFlags.stdout).url.value).toEqual(urls);
  });

  test('never show a secret', async () => {
    const content = JSON.stringify({ apiKey: 'swordfish', qdrantApiKey: 42_424_242 });
    const good = await configOf(undefined, [], { LB_RERANK_API_KEY: 'swordfish' });
    expect(JSON.parse(good.stdout).apiKey.value).toBe('(hidden)');
    const bad = await configOf({ name: 'lb-rerank.config.json', content });
    expect(bad.stderr).toContain('qdrantApiKey: must be a text');
    expect(good.stdout + good.stderr + bad.stderr).not.toMatch(/swordfish|42424242/);
  });

  test.each([
    ['json', '{"apiKey": swordfish}'],
    ['json', '{"a": 1, "apiKey": "swordfish" "url": 2}'],
    ['yaml', 'apiKey: swordfish\n  url: ['],
    ['toml', 'apiKey = swordfish'],
    ['ts', 'export default { apiKey: "swordfish" url: 3 }'],
  ])('never show a secret of a file in %s that cannot be read', async (ending, content) => {
    const name = `lb-rerank.config.${ending}`;
    const { exitCode, stderr, folder } = await configOf({ name, content });
    expect(stderr).toContain(`lb-rerank: ${join(folder, name)}: cannot be read: `);
    expect(stderr).toMatch(/: cannot be read: ./);
    expect(stderr).not.toContain('swordfish');
    expect(exitCode).toBe(2);
  });

  test.each([
    ['json', '[]'],
    ['json', '["swordfish"]'],
    ['json', 'null'],
    ['json', '"swordfish"'],
    ['yaml', '# nothing yet'],
    ['yaml', 'swordfish'],
    ['mjs', 'export default () => ["swordfish"]'],
  ])('are named by each file that holds any: %s %s does not', async (ending, content) => {
    const name = `lb-rerank.config.${ending}`;
    const { exitCode, stderr, folder } = await configOf({ name, content });
    const problem = 'it holds no settings by their names, such as "port": 8787';
    expect(stderr).toBe(`lb-rerank: ${join(folder, name)}: cannot be read: ${problem}\n`);
    expect(exitCode).toBe(2);
  });

  test('let what is on by default be switched off, and the flag win', async () => {
    const file = { name: 'lb-rerank.config.json', content: '{"auth": true}' };
    const byFile = await configOf(file);
    expect(JSON.parse(byFile.stdout)).toMatchObject({ auth: { value: true } });
    const byVariable = await configOf(file, [], { LB_RERANK_AUTH: 'false' });
    expect(JSON.parse(byVariable.stdout)).toMatchObject({
      auth: { value: false, source: 'LB_RERANK_AUTH' },
    });
    const byFlag = await configOf(file, ['--no-auth'], { LB_RERANK_AUTH: 'true' });
    expect(JSON.parse(byFlag.stdout)).toMatchObject({
      auth: { value: false, source: '--no-auth' },
    });
  });

  test('find defineConfig in a folder that knows no packages', async () => {
    const content =
      "import { defineConfig } from '@lb-rerank/cli';\nexport default defineConfig({ requestTimeoutMs: 7 });";
    const { stdout } = await configOf({ name: 'lb-rerank.config.ts', content });
    expect(JSON.parse(stdout)).toMatchObject({ requestTimeoutMs: { value: 7 } });
  });

  test('count an empty variable as not set', async () => {
    const { stdout } = await configOf(undefined, [], { LB_RERANK_URL: '', LB_RERANK_CONFIG: '' });
    expect(JSON.parse(stdout)).toEqual({});
  });

  test.each(['nonsense', 'http://', 'ftp://127.0.0.1', 'http:nonsense'])(
    'have one thing to say of the address %s',
    async (address) => {
      const { stderr } = await configOf(undefined, ['--url', address]);
      expect(stderr).toBe(
        'lb-rerank: --url: must be an http or https address, such as http://127.0.0.1:8000\n',
      );
    },
  );

  test('say once what is wrong with several addresses', async () => {
    const { stderr } = await configOf(undefined, ['--url', 'one,two,three']);
    expect(stderr.match(/must be an http or https address/g)).toHaveLength(1);
  });

  test.each([
    [['--request-timeout-ms', 'soon'], {}, '', '--request-timeout-ms: must be a whole number'],
    [['--request-timeout-ms', '0'], {}, '', '--request-timeout-ms: must be 1 or more'],
    [['--grace-period-ms', '2147483648'], {}, '', '--grace-period-ms: must be 2147483647 or less'],
    [['--min-mass', '2'], {}, '', '--min-mass: must be 0 to 1'],
    [['--url', 'localhost:8000'], {}, '', '--url: must be an http or https address'],
    [[], { LB_RERANK_MODE: 'fast' }, '', 'LB_RERANK_MODE: must be one of auto, classify'],
    [[], { LB_RERANK_OFFLINE: 'maybe' }, '', 'LB_RERANK_OFFLINE: must be true or false'],
    [[], {}, '{"requestTimeoutMS": 3}', 'lb-rerank.config.json: requestTimeoutMS: no such setting'],
    [[], {}, '{"requestTimeoutMs": ', 'lb-rerank.config.json: cannot be read'],
    [['--config', 'other.json'], {}, '', 'other.json: no such settings file'],
    [['--request-timeout', '3'], {}, '', "unknown option '--request-timeout'"],
  ])('are refused with exit code 2: %j %j %s', async (args, environment, content, message) => {
    const file = content === '' ? undefined : { name: 'lb-rerank.config.json', content };
    const { exitCode, stdout, stderr } = await configOf(file, args, environment);
    expect(stderr).toContain(message);
    expect(stdout).toBe('');
    expect(exitCode).toBe(2);
  });
});
