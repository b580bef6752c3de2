import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createApiKey, readKeyFile } from '@lb-rerank/gateway';
import { InvalidRequestError } from '@lb-rerank/core';
import { lockFile, replaceFile } from '@lb-rerank/core/files';
import type { CommandContext } from '../terminal/command-context.ts';
import { SettingsError } from '../errors/settings-error.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { waitingForFiles } from '../files/waiting-for-files.ts';

/** The owner of a new key, and the settings that name the key file. */
export interface NewKey {
  readonly name: string;
  readonly pairsPerMinute: number | undefined;
  readonly settings: Settings;
}

/**
 * Makes a key and adds its hash to the key file, which is made so that no one but its owner can read it. Where several keys are
 * made at once, each waits for the one before.
 *
 * @throws SettingsError where no key file is named; InvalidRequestError when the name is taken or the file is no key file.
 */
export async function addKey(
  { name, pairsPerMinute, settings }: NewKey,
  context: CommandContext,
): Promise<{ key: string; keyFile: string }> {
  if (settings.keyFile === undefined)
    throw new SettingsError('--key-file: must name the file of keys');
  if (!/^[\w.-]{1,64}$/.test(name)) {
    throw new InvalidRequestError(
      'name',
      'must be up to 64 letters, digits, dots, dashes or underscores',
    );
  }
  const keyFile = resolve(context.folder, settings.keyFile);
  await using lock = await lockFile(keyFile, waitingForFiles(context));
  const isNew = !existsSync(keyFile);
  const known = isNew ? [] : await readKeyFile(keyFile);
  if (known.some((entry) => entry.name === name)) {
    throw new InvalidRequestError(
      'name',
      `${name} has a key in ${keyFile} already; take it out there first`,
    );
  }
  const { keys } = (isNew ? { keys: [] } : JSON.parse(await readFile(keyFile, 'utf8'))) as {
    keys: object[];
  };
  const { key, entry } = createApiKey(name);
  const added = { ...entry, pairs_per_minute: pairsPerMinute };
  const content = `${JSON.stringify({ keys: [...keys, added] }, null, 2)}\n`;
  await lock.requireHeld();
  // Whole or not at all: a gateway that starts meanwhile never sees half a file.
  await replaceFile(keyFile, content, { newFileMode: 0o600 });
  return { key, keyFile };
}
