import { Option } from 'commander';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { z } from 'zod';
import { SettingsError } from '../errors/settings-error.ts';
import { flagOf, isSecret, variableOf } from './setting-names.ts';
import { type SettingName, settingsSchema } from './settings-schema.ts';

const HEADING = 'Settings (also in the environment and the settings file):';

/** The settings of a command that scores pairs: where the model runs and how it is asked. */
export const SCORER_SETTINGS = [
  'url',
  'apiKey',
  'vllmModel',
  'mode',
  'maxPairsPerRequest',
  'maxRequestsInFlight',
  'requestTimeoutMs',
  'revision',
  'minMass',
  'model',
  'quantisation',
  'cache',
  'offline',
  'threads',
] as const satisfies readonly SettingName[];

/** The further settings of a command that reads long documents. */
export const CHUNK_SETTINGS = [
  'bestChunks',
  'chunkTokens',
] as const satisfies readonly SettingName[];

/** The further settings of a command that asks search engines. */
export const ENGINE_SETTINGS = [
  'elasticsearch',
  'elasticsearchApiKey',
  'elasticsearchUser',
  'elasticsearchPassword',
  'qdrant',
  'qdrantApiKey',
] as const satisfies readonly SettingName[];

/** The further settings of a command that serves. */
export const GATEWAY_SETTINGS = [
  'redis',
  'redisTtlMs',
  'host',
  'port',
  'hosts',
  'keyFile',
  'keys',
  'auth',
  'cachePerKey',
  'metricsBehindKeys',
  'metricsHost',
  'metricsPort',
  'deadlineMs',
  'maxDeadlineMs',
  'onFailure',
  'documentFormat',
  'patience',
  'minTopScore',
  'stopTopN',
  'maxBodyBytes',
  'maxValues',
  'maxBytesInFlight',
  'keepAliveMs',
  'headTimeoutMs',
  'bodyTimeoutMs',
  'maxConnections',
  'maxDocuments',
  'maxCharactersPerDocument',
  'maxPairsInFlight',
  'corsOrigins',
  'gracePeriodMs',
  'logLevel',
] as const satisfies readonly SettingName[];

/** The further settings of a command that stands before a search engine. */
export const PROXY_SETTINGS = [
  'proxy',
  'redis',
  'redisTtlMs',
  'host',
  'port',
  'deadlineMs',
  'patience',
  'minTopScore',
  'stopTopN',
  'gracePeriodMs',
  'logLevel',
] as const satisfies readonly SettingName[];

/** Gives a command the flags of settings and `--config`; of those that are secret the help names the variables. */
export function withSettings<Command extends CommandUnknownOpts>(
  command: Command,
  names: readonly SettingName[],
): Command {
  for (const name of names) {
    command.addOption(isSecret(name) ? refusedOption(name) : optionOf(name));
  }
  command.addOption(
    new Option('--config <path>', 'settings file (default: lb-rerank.config.* here)').helpGroup(
      HEADING,
    ),
  );
  command.addHelpText('after', secretsHelp(names.filter(isSecret)));
  return command;
}

function optionOf(name: SettingName): Option {
  const { hint, description } = metaOf(name);
  const flags = [flagOf(name), hint].filter(Boolean).join(' ');
  const option = new Option(flags, description).helpGroup(HEADING);
  // To Commander, what a flag like --no-auth switches off is on by default, over the environment and the file.
  if (option.negate) option.default(null);
  const schema = settingsSchema.shape[name].unwrap();
  return schema instanceof z.ZodEnum ? option.choices(schema.options) : option;
}

/** Makes a flag that no help shows, and that says where a secret goes instead. */
function refusedOption(name: SettingName): Option {
  const flag = flagOf(name);
  return new Option(`${flag} [value]`)
    .hideHelp()
    .preset('')
    .argParser(() => {
      const reason = 'every user of this machine could read it in the command line';
      throw new SettingsError(
        `${flag} is no flag, since ${reason}: set ${variableOf(name)}, or ${name} in the settings file`,
      );
    });
}

function secretsHelp(names: readonly SettingName[]): string {
  if (names.length === 0) return '';
  const width = Math.max(...names.map((name) => variableOf(name).length));
  const lines = names.map(
    (name) => `  ${variableOf(name).padEnd(width)}  ${metaOf(name).description}`,
  );
  return `\nSecrets, which have no flag (in the environment, or by their names in the settings file):\n${lines.join('\n')}`;
}

function metaOf(name: SettingName): { hint?: unknown; description?: string | undefined } {
  return settingsSchema.shape[name].unwrap().meta() ?? {};
}
