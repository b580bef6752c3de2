import { InvalidRequestError } from '@lb-rerank/core';
import type { Settings } from '../settings/settings-schema.ts';
import type { CommandContext } from '../terminal/command-context.ts';
import { changeKeys, keyFileOf } from './change-keys.ts';
import { keysNamed } from './keys-named.ts';

/** The owner of keys that are to be refused. */
export interface KeyRevocation {
  readonly name: string;
  /** Whether its newest key counts on, and only those go that it replaced. */
  readonly onlyReplaced: boolean;
  readonly settings: Settings;
}

/**
 * Takes the keys of a caller out of the key file.
 *
 * @throws SettingsError where no key file is named; InvalidRequestError where it holds no key of the name, or none that was
 *   replaced.
 */
export async function revokeKey(
  { name, onlyReplaced, settings }: KeyRevocation,
  context: CommandContext,
): Promise<{ keyFile: string; isLast: boolean }> {
  const keyFile = keyFileOf(settings, context);
  let isLast = false;
  await changeKeys(
    keyFile,
    (known) => {
      const named = keysNamed(name, known, keyFile);
      const revoked = new Set(onlyReplaced ? named.slice(0, -1) : named);
      if (revoked.size === 0) {
        const problem = `${name} has one key in ${keyFile}, which replaces none; without --replaced it is revoked`;
        throw new InvalidRequestError('name', problem);
      }
      const left = known.filter((key) => !revoked.has(key));
      isLast = left.length === 0;
      return left;
    },
    context,
  );
  return { keyFile, isLast };
}
