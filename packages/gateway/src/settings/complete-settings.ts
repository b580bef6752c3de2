import { InvalidRequestError } from '@lb-rerank/core';
import {
  type CompleteGatewaySettings,
  type GatewaySettings,
  gatewaySettingsSchema,
} from './gateway-settings.ts';

/**
 * Checks settings and fills in every default. @throws InvalidRequestError naming the setting that cannot be used.
 */
export function completeSettings(given: GatewaySettings): CompleteGatewaySettings {
  const checked = gatewaySettingsSchema.safeParse(given);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw new InvalidRequestError(
    ['settings', ...(issue?.path ?? [])].join('.'),
    issue?.message ?? 'cannot be used',
  );
}
