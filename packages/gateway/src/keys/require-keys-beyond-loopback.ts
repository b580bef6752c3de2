import { InvalidRequestError } from '@lb-rerank/core';
import type { CompleteGatewaySettings } from '../settings/gateway-settings.ts';

/** @throws InvalidRequestError where others could reach a gateway that asks nobody for a key. */
export function requireKeysBeyondLoopback({ host, keys, noAuth }: CompleteGatewaySettings): void {
  const isLoopback = host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
  if (isLoopback || noAuth || keys.length > 0) return;
  const problem = `must be given where others can reach ${host}, unless noAuth serves everybody`;
  throw new InvalidRequestError('settings.keys', problem);
}
