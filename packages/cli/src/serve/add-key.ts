import { InvalidRequestError } from '@lb-rerank/core';
import { type ApiKey, createApiKey } from '@lb-rerank/gateway';
import type { Settings } from '../settings/settings-schema.ts';
import type { CommandContext } from '../terminal/command-context.ts';
import { changeKeys, keyFileOf } from './change-keys.ts';

/** The owner of a new key, and the settings that name the key file. */
export interface NewKey extends Pick<
  ApiKey,
  'name' | 'pairsPerMinute' | 'onFailure' | 'expiresAt'
> {
  readonly settings: Settings;
}

/**
 * Makes a key and adds its hash to the key file.
 *
 * @throws SettingsError where no key file is named; InvalidRequestError when the name is taken or the file is no key file.
 */
export async function addKey(
  { name, settings, ...limits }: NewKey,
  context: CommandContext,
): Promise<{ key: string; keyFile: string }> {
  const keyFile = keyFileOf(settings, context);
  if (!/^[\w.-]{1,64}$/.test(name)) {
    throw new InvalidRequestError(
      'name',
      'must be up to 64 letters, digits, dots, dashes or underscores',
    );
  }
  const { key, entry } = createApiKey(name);
  const added = { ...entry, ...limits, createdAt: new Date() };
  await changeKeys(
    keyFile,
    (known) => {
      if (known.some((one) => one.name === name)) {
        const problem = `${name} has a key in ${keyFile} already; \`lb-rerank key rotate ${name}\` gives it another`;
        throw new InvalidRequestError('name', problem);
      }
      return [...known, added];
    },
    context,
  );
  return { key, keyFile };
}
