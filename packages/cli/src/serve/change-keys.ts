import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { lockFile, replaceFile } from '@lb-rerank/core/files';
import { type ApiKey, formatKeyFile, readKeyFile } from '@lb-rerank/gateway';
import { SettingsError } from '../errors/settings-error.ts';
import { waitingForFiles } from '../files/waiting-for-files.ts';
import type { Settings } from '../settings/settings-schema.ts';
import type { CommandContext } from '../terminal/command-context.ts';

/** Gives the path of the key file. @throws SettingsError where none is named. */
export function keyFileOf(
  { keyFile }: Settings,
  { folder }: Pick<CommandContext, 'folder'>,
): string {
  if (keyFile === undefined) throw new SettingsError('--key-file: must name the file of keys');
  return resolve(folder, keyFile);
}

/**
 * Changes the callers of a key file, which is made so that no one but its owner can read it. Where several are changed at once,
 * each waits for the one before.
 *
 * @throws InvalidRequestError when the file is no key file; UnwritableFileError where it cannot be written; what `change` throws,
 *   and then the file is as it was.
 */
export async function changeKeys(
  keyFile: string,
  change: (known: readonly ApiKey[]) => readonly ApiKey[],
  context: CommandContext,
): Promise<void> {
  await using lock = await lockFile(keyFile, waitingForFiles(context));
  const changed = change(existsSync(keyFile) ? await readKeyFile(keyFile) : []);
  await lock.requireHeld();
  // Whole or not at all: a gateway that reads it meanwhile never sees half a file.
  await replaceFile(keyFile, formatKeyFile(changed), { newFileMode: 0o600 });
}
