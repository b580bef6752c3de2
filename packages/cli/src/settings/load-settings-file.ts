import { existsSync, readdirSync } from 'node:fs';
import { join, parse, resolve } from 'node:path';
import { loadConfig } from 'c12';
import { SettingsError } from '../errors/settings-error.ts';
import { defineConfig } from './settings-schema.ts';

/** The name of a settings file without its ending. */
const NAME = 'lb-rerank.config';
const NO_SETTINGS = 'it holds no settings by their names, such as "port": 8787';
/** The loader's own errors where a file holds nothing, or one value. */
const LOADER_FINDS_NONE = /\(reading '\$meta'\)$|^Cannot use 'in' operator to search for 'default'/;

/** A settings file as it was read, not yet checked. */
export interface SettingsFile {
  readonly path: string;
  readonly content: Record<string, unknown>;
}

/**
 * Reads the settings file: the one named, or `lb-rerank.config` with the ending ts, js, mjs, json, yaml, toml or the like
 * in the folder or its `.config`; undefined where there is none.
 *
 * @throws SettingsError when the named file is missing, or a file cannot be read as what its ending says, or holds no settings.
 */
export async function loadSettingsFile(
  folder: string,
  named: string | undefined,
): Promise<SettingsFile | undefined> {
  try {
    const { layers, _configFile: path } = await loadConfig({
      name: 'lb-rerank',
      cwd: folder,
      configFile: named === undefined ? NAME : resolve(folder, named),
      // One file and nothing behind its back: no dotfiles, no files of the home folder, nothing fetched from elsewhere.
      rcFile: false,
      globalRc: false,
      packageJson: false,
      dotenv: false,
      extend: false,
      giget: false,
      envName: false,
      // A settings file finds `defineConfig` wherever it lies, also where this package is installed for all projects.
      jitiOptions: { virtualModules: { '@lb-rerank/cli': { defineConfig } } },
    });
    // What is made of all layers is an object even where the file holds none.
    if (path !== undefined) return { path, content: settingsIn(layers?.[0]?.config) };
  } catch (cause) {
    const path = named === undefined ? foundIn(folder) : resolve(folder, named);
    throw new SettingsError(`${path}: cannot be read: ${reasonOf(cause)}`, { cause });
  }
  if (named === undefined) return undefined;
  throw new SettingsError(`${named}: no such settings file`);
}

/** @throws TypeError where a file holds no names and values, but a list or one value. */
function settingsIn(content: unknown): Record<string, unknown> {
  if (typeof content === 'object' && content !== null && !Array.isArray(content)) {
    return content as Record<string, unknown>;
  }
  throw new TypeError(NO_SETTINGS);
}

/** Finds the path of a settings file that could not be read, which the loader does not tell; all of them where there are several. */
function foundIn(folder: string): string {
  const paths = [folder, join(folder, '.config')]
    .filter((each) => existsSync(each))
    .flatMap((each) => readdirSync(each).map((name) => join(each, name)))
    .filter((path) => parse(path).name === NAME);
  return paths.join(' or ') || join(folder, NAME);
}

/** Gives a parser's message without what it quotes of the file, which may be a key. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (LOADER_FINDS_NONE.test(error.message)) return NO_SETTINGS;
  const [reason = ''] = error.message
    // JSON.parse quotes what stands around the fault.
    .replace(/,? *(?:\.{3})?".*"(?:\.{3})? is not valid JSON/s, ' in what is not valid JSON')
    // Parsers of YAML and TOML show the lines at fault, behind a blank one.
    .split('\n\n', 1);
  return 'line' in error ? `${reason}, line ${String(error.line)}` : reason;
}
