import { Option } from 'commander';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { z } from 'zod';
import { flagOf, isSecret } from './setting-names.ts';
import { type SettingName, settingsSchema } from './settings-schema.ts';

const HEADING = 'Settings (also in the environment and the settings file):';

/** The settings of a command that scores pairs: where the model runs and how it is asked. */
export const SCORER_SETTINGS = [
  'url',
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
  'elasticsearchUser',
  'qdrant',
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

/** Gives a command the flags of settings, without those that are secret, and `--config`. */
export function withSettings<Command extends CommandUnknownOpts>(
  command: Command,
  names: readonly SettingName[],
): Command {
  for (const name of names.filter((setting) => !isSecret(setting))) {
    command.addOption(optionOf(name));
  }
  command.addOption(
    new Option('--config <path>', 'settings file (default: lb-rerank.config.* here)').helpGroup(
      HEADING,
    ),
  );
  return command;
}

function optionOf(name: SettingName): Option {
  const schema = settingsSchema.shape[name].unwrap();
  const { hint, description } = schema.meta() ?? {};
  const flags = [flagOf(name), hint].filter(Boolean).join(' ');
  const option = new Option(flags, description).helpGroup(HEADING);
  // To Commander, what a flag like --no-auth switches off is on by default, over the environment and the file.
  if (option.negate) option.default(null);
  return schema instanceof z.ZodEnum ? option.choices(schema.options) : option;
}
