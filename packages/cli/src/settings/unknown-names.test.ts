import { expect, test } from 'vitest';
import { runCommand } from '../testing/run-command.ts';
import { orNearest } from './nearest-name.ts';

test.each([
  ['NO_AUTH', 'AUTH'],
  ['REQUEST_TIMEOUT', 'REQUEST_TIMEOUT_MS'],
  ['ELASTIC_SEARCH', 'ELASTICSEARCH'],
  ['KEYFILE', 'KEY_FILE'],
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

test('says which name a settings file may have meant', () => {
  expect(orNearest('noAuth', ['auth', 'url'])).toBe('; did you mean auth?');
  expect(orNearest('colour', ['auth', 'url'])).toBe('');
  expect(orNearest('colour', [])).toBe('');
});
