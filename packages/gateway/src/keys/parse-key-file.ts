import { InvalidRequestError } from '@lb-rerank/core';
import { z } from 'zod';
import { type ApiKey, apiKeySchema } from '../settings/api-key.ts';
import { ON_FAILURE } from '../settings/on-failure.ts';
import { placeInKeys } from '../settings/place-in-keys.ts';

const time = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

const keyFile = z.strictObject({
  keys: z.array(
    z
      .strictObject({
        name: z.string(),
        sha256: z.string(),
        pairs_per_minute: z.number().optional(),
        on_failure: z.enum(ON_FAILURE).optional(),
        created_at: time.optional(),
        expires_at: time.optional(),
      })
      .transform(({ name, sha256, ...entry }): ApiKey => ({
        name,
        sha256,
        pairsPerMinute: entry.pairs_per_minute,
        onFailure: entry.on_failure,
        createdAt: entry.created_at,
        expiresAt: entry.expires_at,
      }))
      .pipe(apiKeySchema),
  ),
});

/**
 * Reads callers from the text of a key file.
 *
 * @param path names the file in errors.
 * @throws InvalidRequestError naming the file and what of it cannot be used, never what stands there.
 */
export function parseKeyFile(text: string, path: string): ApiKey[] {
  const value = valueOf(text);
  if (value === undefined) throw new InvalidRequestError(`key file ${path}`, 'is not valid JSON');
  const checked = keyFile.safeParse(value);
  if (checked.success) return checked.data.keys;
  const [issue] = checked.error.issues;
  const key = placeInKeys(issue?.path ?? [], value) || 'JSON';
  throw new InvalidRequestError(`key file ${path}`, `${key}: ${issue?.message}`);
}

/** Reads JSON, behind the byte order mark that some editors write; undefined for what is none. */
function valueOf(json: string): unknown {
  // The parser's own message would quote the file.
  try {
    return JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
