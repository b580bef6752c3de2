import { Command } from '@commander-js/extra-typings';
import { expect, test } from 'vitest';
import { SETTING_NAMES } from './setting-names.ts';
import { SCORER_SETTINGS, withSettings } from './with-settings.ts';

test('a command that scores pairs has a flag for each of its settings', () => {
  const flags = withSettings(new Command(), SCORER_SETTINGS).options.map(({ long }) => long);
  expect(flags).toEqual(expect.arrayContaining(['--url', '--vllm-model', '--model', '--config']));
  expect(flags).toHaveLength(SCORER_SETTINGS.length + 1);
});

test('no secret has a flag', () => {
  const flags = withSettings(new Command(), SETTING_NAMES).options.map(({ long }) => long);
  expect(flags.filter((flag) => flag?.includes('key'))).toEqual([]);
});
