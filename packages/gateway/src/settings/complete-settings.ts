import { InvalidRequestError } from '@lb-rerank/core';
import type { z } from 'zod';
import { orNearest } from '../errors/or-nearest.ts';
import {
  type CompleteGatewaySettings,
  GATEWAY_SETTING_NAMES,
  type GatewaySettings,
  gatewaySettingsSchema,
} from './gateway-settings.ts';
import { placeInKeys } from './place-in-keys.ts';

/**
 * Checks settings and fills in every default. @throws InvalidRequestError naming the setting that cannot be used.
 */
export function completeSettings(given: GatewaySettings): CompleteGatewaySettings {
  const checked = gatewaySettingsSchema.safeParse(given);
  if (checked.success) return checked.data;
  const [first] = checked.error.issues;
  if (first?.code === 'unrecognized_keys' && first.path.length === 0) {
    const [name] = first.keys as [string];
    const nearest = orNearest(name, GATEWAY_SETTING_NAMES);
    throw new InvalidRequestError(`settings.${name}`, `is not known${nearest}`);
  }
  const { path, message } = innermost(first!);
  throw new InvalidRequestError(placeInKeys(['settings', ...path], { settings: given }), message);
}

/** Finds, where a value fits none of several shapes, what is wrong with it by the one that it fits furthest. */
function innermost(issue: z.core.$ZodIssue): Pick<z.core.$ZodIssue, 'path' | 'message'> {
  if (issue.code !== 'invalid_union') return issue;
  const inner = issue.errors.flat().map(innermost);
  const [furthest = issue] = inner.toSorted((a, b) => b.path.length - a.path.length);
  return { path: [...issue.path, ...furthest.path], message: furthest.message };
}
