import type { CommandContext } from '../terminal/command-context.ts';
import { loadSettingsFile } from './load-settings-file.ts';
import { parseSettings } from './parse-settings.ts';
import { flagOf, SETTING_NAMES, variableOf } from './setting-names.ts';
import type { SettingName, Settings } from './settings-schema.ts';

/** The settings, and where each was made. */
export interface SourcedSettings {
  readonly settings: Settings;
  /** Such as `--url`, `LB_RERANK_URL` or the settings file's path; nothing for a setting that was not made. */
  readonly sources: Partial<Record<SettingName, string>>;
  /** The path of the settings file that was read; undefined where there is none. */
  readonly file: string | undefined;
}

/**
 * Brings the settings together: flags win over variables of the environment, those over the settings file.
 *
 * @param flags the command's options; those that are no settings are passed over.
 * @throws SettingsError when a value cannot be used, or the settings file cannot be read.
 */
export async function readSettings(
  flags: Readonly<Record<string, unknown>>,
  { environment, folder }: Pick<CommandContext, 'environment' | 'folder'>,
): Promise<SourcedSettings> {
  const named = flags['config'] ?? (environment['LB_RERANK_CONFIG'] || undefined);
  const file = await loadSettingsFile(folder, named as string | undefined);
  const layers = [
    {
      content: parseSettings(file?.content ?? {}, (name) => `${file?.path}: ${name}`),
      nameOf: () => file?.path,
    },
    // An empty variable is one that was not set: this is how a shell script or a compose file leaves one out.
    {
      content: parsedByName((name) => environment[variableOf(name)] || undefined, variableOf),
      nameOf: variableOf,
    },
    { content: parsedByName((name) => flags[name] ?? undefined, flagOf), nameOf: flagOf },
  ];
  const made = layers.flatMap(({ content, nameOf }) =>
    SETTING_NAMES.filter((name) => content[name] !== undefined).map((name) => ({
      name,
      value: content[name],
      source: nameOf(name),
    })),
  );
  return {
    settings: Object.fromEntries(made.map(({ name, value }) => [name, value])),
    sources: Object.fromEntries(made.map(({ name, source }) => [name, source])),
    file: file?.path,
  };
}

function parsedByName(
  valueOf: (name: SettingName) => unknown,
  nameOf: (name: SettingName) => string,
): Settings {
  const values = Object.fromEntries(
    SETTING_NAMES.map((name) => [name, valueOf(name)] as const).filter(
      ([, value]) => value !== undefined,
    ),
  );
  return parseSettings(values, (name) => nameOf(name as SettingName));
}
