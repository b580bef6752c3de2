import { SettingsError } from '../errors/settings-error.ts';
import { orNearest } from './nearest-name.ts';
import { SETTING_NAMES } from './setting-names.ts';
import { type Settings, settingsSchema } from './settings-schema.ts';

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
  const problems = result.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => `${nameOf(key)}: no such setting${orNearest(key, SETTING_NAMES)}`)
      : [`${nameOf(String(issue.path[0]))}: ${issue.message}`],
  );
  throw new SettingsError([...new Set(problems)].join('\n'));
}
