import { settingsSchema, type SettingName } from './settings-schema.ts';

/** The names of all settings, in the order of the schema. */
export const SETTING_NAMES = Object.keys(settingsSchema.shape) as readonly SettingName[];

/** Writes `requestTimeoutMs` as `--request-timeout-ms`; `auth`, which can only be switched off, as `--no-auth`. */
export function flagOf(name: SettingName): string {
  const isNegated = settingsSchema.shape[name].unwrap().meta()?.['negated'] === true;
  return [isNegated ? '--no' : '-', ...wordsOf(name)].join('-');
}

/** Writes `requestTimeoutMs` as `LB_RERANK_REQUEST_TIMEOUT_MS`. */
export function variableOf(name: SettingName): string {
  return `LB_RERANK_${wordsOf(name).join('_').toUpperCase()}`;
}

/** Returns true for a setting whose value is never shown. */
export function isSecret(name: SettingName): boolean {
  return settingsSchema.shape[name].unwrap().meta()?.['secret'] === true;
}

/** Returns true for a setting that is an object with settings of its own. */
export function isNested(name: SettingName): boolean {
  return settingsSchema.shape[name]?.unwrap().meta()?.['nested'] === true;
}

function wordsOf(name: SettingName): string[] {
  return name.split(/(?=[A-Z])/).map((word) => word.toLowerCase());
}
