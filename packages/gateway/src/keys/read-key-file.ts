import { readFile } from 'node:fs/promises';
import { InvalidRequestError } from '@lb-rerank/core';
import { z } from 'zod';
import { type ApiKey, apiKeySchema } from '../settings/api-key.ts';
import { ON_FAILURE } from '../settings/on-failure.ts';

const keyFile = z.strictObject({
  keys: z.array(
    z
      .strictObject({
        name: z.string(),
        sha256: z.string(),
        pairs_per_minute: z.number().optional(),
        on_failure: z.enum(ON_FAILURE).optional(),
      })
      .transform(
        ({ name, sha256, pairs_per_minute: pairsPerMinute, on_failure: onFailure }): ApiKey => ({
          name,
          sha256,
          pairsPerMinute,
          onFailure,
        }),
      )
      .pipe(apiKeySchema),
  ),
});

/**
 * Reads callers from a JSON file: `{"keys": [{"name", "sha256", "pairs_per_minute"?, "on_failure"?}]}`.
 *
 * @throws InvalidRequestError naming the file and what of it cannot be used.
 *
 * @example
 * ```ts
 * import { writeFile } from 'node:fs/promises';
 * import { createApiKey, readKeyFile } from '@lb-rerank/gateway';
 *
 * const { entry } = createApiKey('search');
 * await writeFile('keys.json', JSON.stringify({ keys: [entry] }));
 * const [caller] = await readKeyFile('keys.json');
 * console.log(caller?.name); // search
 * ```
 */
export async function readKeyFile(path: string): Promise<ApiKey[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new InvalidRequestError(`key file ${path}`, 'cannot be read', { cause });
  });
  const checked = keyFile.safeParse(valueOf(text));
  if (checked.success) return checked.data.keys;
  const [issue] = checked.error.issues;
  const key = issue?.path.join('.') || 'JSON';
  throw new InvalidRequestError(`key file ${path}`, `${key}: ${issue?.message}`);
}

/** The parser's own message would quote the file. */
function valueOf(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
