import { once } from 'node:events';
import { createServer } from 'node:net';
import { InvalidRequestError } from '@lb-rerank/core';
import { isLoopback } from './http/is-loopback.ts';
import { completeSettings } from './settings/complete-settings.ts';
import {
  asksForKeys,
  type CompleteGatewaySettings,
  type GatewaySettings,
} from './settings/gateway-settings.ts';

/**
 * Checks that a gateway of these settings could begin now, so that whoever has a model to load knows before. Its addresses are
 * listened on for a moment, and free again afterwards.
 *
 * @throws InvalidRequestError naming the setting that cannot be used; the system's error, such as EADDRINUSE, for an address that
 * cannot be listened on.
 *
 * @example
 * ```ts
 * import { requireServable } from '@lb-rerank/gateway';
 *
 * await requireServable({ port: 0, metricsPort: 0 });
 * console.log('a model can be loaded'); // a model can be loaded
 * ```
 */
export async function requireServable(given: GatewaySettings): Promise<void> {
  const settings = completeSettings(given);
  requireKeysBeyondLoopback(settings);
  const { host, port, metricsHost = host, metricsPort } = settings;
  await using _gateway = await listening(host, port);
  // With the first still held, so that one port for both is told.
  if (metricsPort === undefined) return;
  await using _metrics = await listening(metricsHost, metricsPort);
}

async function listening(host: string, port: number): Promise<AsyncDisposable> {
  const server = createServer().listen(port, host);
  await once(server, 'listening');
  return server;
}

/** Refuses to let others reach a gateway that asks nobody for a key. @throws InvalidRequestError. */
export function requireKeysBeyondLoopback(settings: CompleteGatewaySettings): void {
  const { host, auth } = settings;
  if (isLoopback(host) || !auth || asksForKeys(settings)) return;
  const problem = `must be given where others can reach ${host}, unless auth: false serves everybody`;
  throw new InvalidRequestError('settings.keys', problem);
}
