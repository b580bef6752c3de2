import type { z } from 'zod';
import { SettingsError } from '../errors/settings-error.ts';
import { nearestName, orNearest } from './nearest-name.ts';
import { isNested, isSecret, SETTING_NAMES } from './setting-names.ts';
import { type SettingName, type Settings, settingsSchema } from './settings-schema.ts';

/**
 * Checks what one source says of the settings.
 *
 * @param nameOf how a setting is called in that source, for messages.
 * @throws SettingsError that names each value that cannot be used, and never shows it.
 */
export function parseSettings(
  source: Readonly<Record<string, unknown>>,
  nameOf: (name: string) => string,
): Settings {
  const result = settingsSchema.safeParse(source);
  if (result.success) return result.data;
  const problems = result.error.issues.flatMap((issue) => {
    if (isNested(issue.path[0] as SettingName)) return [problemWithin(issue, nameOf)];
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.flatMap((key) => {
        const problem = `${nameOf(key)}: no such setting${orNearest(key, SETTING_NAMES)}`;
        return nestedIn(key, source[key], nameOf) ?? [problem];
      });
    }
    const name = String(issue.path[0]);
    const isHidden = isSecret(name as SettingName);
    const nested = isHidden ? undefined : nestedIn(name, source[name], nameOf);
    return nested ?? [`${nameOf(name)}: ${issue.message}`];
  });
  throw new SettingsError([...new Set(problems)].join('\n'));
}

/** Tells of a value within a setting that has some of its own, by the way to it: `proxy.rules[0].index`. */
function problemWithin(
  { path: [name, ...path], ...issue }: z.core.$ZodIssue,
  nameOf: (name: string) => string,
): string {
  const keys = issue.code === 'unrecognized_keys' ? [path, issue.keys.join(', ')].flat() : path;
  const way = keys
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('');
  const problem = issue.code === 'unrecognized_keys' ? 'no such setting' : issue.message;
  return `${nameOf(String(name))}${way}: ${problem}`;
}

/** Refuses each name within a value, by the setting that it and the name above were probably meant as; undefined where none is within. */
function nestedIn(
  above: string,
  value: unknown,
  nameOf: (name: string) => string,
): string[] | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const names = Object.keys(value);
  if (names.length === 0) return undefined;
  return names.map((name) => {
    const known = SETTING_NAMES;
    const meant = nearestName(`${above}${name}`, known) ?? nearestName(name, known);
    const near = meant === undefined ? '' : `; did you mean ${meant}?`;
    return `${nameOf(`${above}.${name}`)}: no such setting, as none lies within another${near}`;
  });
}
