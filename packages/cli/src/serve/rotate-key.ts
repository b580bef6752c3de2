import { createApiKey } from '@lb-rerank/gateway';
import type { Settings } from '../settings/settings-schema.ts';
import type { CommandContext } from '../terminal/command-context.ts';
import { changeKeys, keyFileOf } from './change-keys.ts';
import { keysNamed } from './keys-named.ts';

/** The owner of a key that another one replaces, and for how long both count. */
export interface KeyRotation {
  readonly name: string;
  /** The milliseconds for which the earlier key counts on; 0 ends it at once. */
  readonly overlapMs: number;
  readonly settings: Settings;
}

/**
 * Makes a key in the place of the one that a caller has, which ends when the overlap is over, or at its own end if that comes
 * sooner. The new one has its quota and has no end.
 *
 * @throws SettingsError where no key file is named; InvalidRequestError where it holds no key of the name.
 */
export async function rotateKey(
  { name, overlapMs, settings }: KeyRotation,
  context: CommandContext,
): Promise<{ key: string; keyFile: string; expiresAt: Date }> {
  const keyFile = keyFileOf(settings, context);
  const { key, entry } = createApiKey(name);
  const createdAt = new Date();
  const overlapEnd = new Date(createdAt.getTime() + overlapMs);
  await changeKeys(
    keyFile,
    (known) => {
      const { pairsPerMinute, onFailure } = keysNamed(name, known, keyFile).at(-1)!;
      const earlier = known.map((one) =>
        one.name === name ? { ...one, expiresAt: sooner(one.expiresAt, overlapEnd) } : one,
      );
      const left = earlier.filter((one) => one.name !== name || one.expiresAt! > createdAt);
      return [...left, { ...entry, pairsPerMinute, onFailure, createdAt }];
    },
    context,
  );
  return { key, keyFile, expiresAt: overlapEnd };
}

function sooner(one: Date | undefined, other: Date): Date {
  return one !== undefined && one < other ? one : other;
}
