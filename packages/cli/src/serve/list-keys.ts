import { type OnFailure, readKeyFile } from '@lb-rerank/gateway';
import type { Settings } from '../settings/settings-schema.ts';
import type { CommandContext } from '../terminal/command-context.ts';
import { keyFileOf } from './change-keys.ts';

/** A key as it is listed: with nothing that lets anybody ask. */
export interface ListedKey {
  readonly name: string;
  readonly pairsPerMinute: number | undefined;
  readonly onFailure: OnFailure | undefined;
  /** The time at which it was made, such as `2026-01-31T12:00:00Z`. */
  readonly createdAt: string | undefined;
  /** The time from which it is refused. */
  readonly expiresAt: string | undefined;
  readonly hasEnded: boolean;
  /** The first eight digits of its hash, by which two keys of one name are told apart. */
  readonly hashPrefix: string;
}

/** Lists the keys of the key file. @throws SettingsError where none is named; InvalidRequestError when it is no key file. */
export async function listKeys(settings: Settings, context: CommandContext): Promise<ListedKey[]> {
  const keys = await readKeyFile(keyFileOf(settings, context));
  const now = new Date();
  return keys.map(({ name, sha256, pairsPerMinute, onFailure, createdAt, expiresAt }) => ({
    name,
    pairsPerMinute,
    onFailure,
    createdAt: createdAt && toTheSecond(createdAt),
    expiresAt: expiresAt && toTheSecond(expiresAt),
    hasEnded: expiresAt !== undefined && expiresAt <= now,
    hashPrefix: sha256.slice(0, 8),
  }));
}

/** Writes a time in UTC without parts of a second. */
export function toTheSecond(time: Date): string {
  return time.toISOString().replace(/\.\d+Z$/, 'Z');
}
