import { z } from 'zod';
import { ON_FAILURE, type OnFailure } from './on-failure.ts';

/** A caller that may ask: known by the hash of its key, which itself is kept nowhere. */
export interface ApiKey {
  /** Stands in metrics and logs: up to 64 letters, digits, dots, dashes or underscores. */
  readonly name: string;
  /** SHA-256 of the key, in hexadecimal. */
  readonly sha256: string;
  /** Pairs that it may have scored in a minute, in each gateway. @default no limit */
  readonly pairsPerMinute?: number | undefined;
  /** Takes the place of the gateway's own setting. */
  readonly onFailure?: OnFailure | undefined;
  /** The time at which the key was made. @default not known */
  readonly createdAt?: Date | undefined;
  /** The time from which the key is refused, by the system's clock; a later one lets it ask for longer. @default never */
  readonly expiresAt?: Date | undefined;
}

/** Checks one key of the settings. */
export const apiKeySchema: z.ZodType<ApiKey, ApiKey> = z.strictObject({
  name: z
    .string()
    .regex(/^[\w.-]{1,64}$/, 'must be up to 64 letters, digits, dots, dashes or underscores'),
  sha256: z
    .string()
    .regex(
      /^[0-9a-f]{64}$/,
      'must be the SHA-256 of the key, as 64 hexadecimal digits in lower case',
    ),
  pairsPerMinute: z.int().positive().optional(),
  onFailure: z.enum(ON_FAILURE).optional(),
  createdAt: z.date().optional(),
  expiresAt: z.date().optional(),
});
