import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from '../testing/run-command.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { orNearest } from './nearest-name.ts';

test.each([
  ['NO_AUTH', 'AUTH'],
  ['REQUEST_TIMEOUT', 'REQUEST_TIMEOUT_MS'],
  ['ELASTIC_SEARCH', 'ELASTICSEARCH'],
  ['KEYFILE', 'KEY_FILE'],
  ['PROT', 'PORT'],
])('names the setting that LB_RERANK_%s is near to, and goes on', async (given, meant) => {
  const environment = { [`LB_RERANK_${given}`]: 'a secret', LB_RERANK_TEST_SEED: '1' };
  const { exitCode, stderr } = await runCommand(['config'], { environment });
  expect(stderr).toBe(
    `LB_RERANK_${given} is no setting and is not read; did you mean LB_RERANK_${meant}?\n`,
  );
  expect(exitCode).toBe(0);
});

test('tells of a variable that is near to none', async () => {
  const { stderr } = await runCommand(['config'], { environment: { LB_RERANK_XYZZY: '1' } });
  expect(stderr).toBe('LB_RERANK_XYZZY is no setting and is not read\n');
});

test.each(['LB_RERANKER_KEY_FILE', 'LBRERANK_KEYFILE', 'lb_rerank_key_file'])(
  'names the variable that %s is near to by its prefix',
  async (given) => {
    const { stderr } = await runCommand(['config'], { environment: { [given]: 'keys.json' } });
    expect(stderr).toBe(
      `${given} is no setting and is not read; did you mean LB_RERANK_KEY_FILE?\n`,
    );
  },
);

test.each([
  ['no_auth: true', 'no_auth: no such setting; did you mean auth?'],
  ['key-file: k', 'key-file: no such setting; did you mean keyFile?'],
  ['prot: 1', 'prot: no such setting; did you mean port?'],
  [
    'metrics:\n  host: a',
    'metrics.host: no such setting, as none lies within another; did you mean metricsHost?',
  ],
  [
    'gateway:\n  prot: 1\n  colour: 1',
    'gateway.prot: no such setting, as none lies within another; did you mean port?',
  ],
  [
    'elasticsearch:\n  user: me',
    'elasticsearch.user: no such setting, as none lies within another; did you mean elasticsearchUser?',
  ],
  [
    'elasticsearch:\n  url: http://a',
    'elasticsearch.url: no such setting, as none lies within another; did you mean elasticsearch?',
  ],
])('names the setting that a key of the settings file is near to: %j', async (yaml, message) => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'lb-rerank.config.yaml'), yaml);
  const { exitCode, stderr } = await runCommand(['config'], { folder });
  expect(stderr).toContain(`lb-rerank.config.yaml: ${message}\n`);
  expect(exitCode).toBe(2);
});

test('shows no name within a secret, which may be one', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'lb-rerank.config.yaml'), 'keys:\n  swordfish: search');
  const { exitCode, stderr } = await runCommand(['config'], { folder });
  expect(stderr).toContain('keys: must be a text');
  expect(stderr).not.toContain('swordfish');
  expect(exitCode).toBe(2);
});

test('says which name a settings file may have meant', () => {
  expect(orNearest('noAuth', ['auth', 'url'])).toBe('; did you mean auth?');
  expect(orNearest('colour', ['auth', 'url'])).toBe('');
  expect(orNearest('colour', [])).toBe('');
});
