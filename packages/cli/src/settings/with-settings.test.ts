import { Command } from '@commander-js/extra-typings';
import { expect, test } from 'vitest';
import { runCommand } from '../testing/run-command.ts';
import { flagOf, isSecret, SETTING_NAMES, variableOf } from './setting-names.ts';
import { SCORER_SETTINGS, withSettings } from './with-settings.ts';

test('a command that scores pairs has a flag for each of its settings', () => {
  const flags = withSettings(new Command(), SCORER_SETTINGS).options.map(({ long }) => long);
  expect(flags).toEqual([...SCORER_SETTINGS.map(flagOf), '--config']);
});

const secrets = SETTING_NAMES.filter(isSecret);

test('no secret has a flag that the help shows', () => {
  const command = withSettings(new Command(), SETTING_NAMES);
  const shown = command.createHelp().visibleOptions(command);
  const flags = shown.map(({ long }) => long);
  expect(secrets).toContain('apiKey');
  expect(flags.filter((flag) => secrets.some((name) => flag === flagOf(name)))).toEqual([]);
});

test.each(secrets)('the flag of %s is refused by the variable that holds it', async (name) => {
  for (const value of [['swordfish'], []]) {
    const { exitCode, stderr } = await runCommand(['config', flagOf(name), ...value]);
    expect(stderr).toBe(
      `lb-rerank: ${flagOf(name)} is no flag, since every user of this machine could read it in the command line: set ${variableOf(name)}, or ${name} in the settings file\n`,
    );
    expect(exitCode).toBe(2);
  }
});

test.each([
  ['config', secrets],
  ['serve', ['apiKey', 'redis', 'keys'] as const],
  [
    'doctor',
    ['apiKey', 'elasticsearchApiKey', 'elasticsearchPassword', 'qdrantApiKey', 'redis'] as const,
  ],
])('the help of %s names the variables of the secrets that it reads', async (command, names) => {
  const { stdout } = await runCommand([command, '--help']);
  const [, listed = ''] = stdout.split('Secrets, which have no flag');
  const variables = [...listed.matchAll(/^ {2}(LB_RERANK_\w+)/gm)].map(([, variable]) => variable);
  expect(new Set(variables)).toEqual(new Set(names.map(variableOf)));
});
