import { Command } from '@commander-js/extra-typings';
import { expect, test } from 'vitest';
import { flagOf, isSecret, SETTING_NAMES } from './setting-names.ts';
import { SCORER_SETTINGS, withSettings } from './with-settings.ts';

test('a command that scores pairs has a flag for each of its settings', () => {
  const flags = withSettings(new Command(), SCORER_SETTINGS).options.map(({ long }) => long);
  expect(flags).toEqual(expect.arrayContaining(['--url', '--vllm-model', '--model', '--config']));
  expect(flags).toHaveLength(SCORER_SETTINGS.length + 1);
});

test('no secret has a flag', () => {
  const flags = withSettings(new Command(), SETTING_NAMES).options.map(({ long }) => long);
  const secrets = SETTING_NAMES.filter(isSecret);
  expect(secrets).toContain('apiKey');
  expect(flags).toHaveLength(SETTING_NAMES.length - secrets.length + 1);
  expect(flags.filter((flag) => secrets.some((name) => flag === flagOf(name)))).toEqual([]);
});
