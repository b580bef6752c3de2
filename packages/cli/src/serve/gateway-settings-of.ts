import { resolve } from 'node:path';
import { InvalidRequestError } from '@lb-rerank/core';
import { type GatewaySettings, keysOfEnvironment, readKeyFile } from '@lb-rerank/gateway';
import type { CommandContext } from '../terminal/command-context.ts';
import type { Settings } from '../settings/settings-schema.ts';

/**
 * Makes the gateway's settings, with the callers of the key file and those of the environment.
 *
 * @throws InvalidRequestError when a key, or the file of keys, cannot be used.
 */
export async function gatewaySettingsOf(
  settings: Settings,
  { folder }: Pick<CommandContext, 'folder'>,
): Promise<GatewaySettings> {
  const { keyFile, keys = '' } = settings;
  const listed = keyFile === undefined ? [] : await readKeyFile(resolve(folder, keyFile));
  const callers = [...listed, ...keysOfEnvironment(keys)];
  const isMeantClosed = keyFile !== undefined || settings.keys !== undefined;
  if (isMeantClosed && callers.length === 0 && settings.auth !== false) {
    const problem =
      'holds no key, and would let everybody in: add one by `lb-rerank key`, or say --no-auth';
    throw new InvalidRequestError(keyFile === undefined ? 'keys' : `key file ${keyFile}`, problem);
  }
  return {
    host: settings.host,
    port: settings.port,
    hosts: settings.hosts,
    keys: callers,
    auth: settings.auth,
    cachePerKey: settings.cachePerKey,
    metricsBehindKeys: settings.metricsBehindKeys,
    metricsHost: settings.metricsHost,
    metricsPort: settings.metricsPort,
    deadlineMs: settings.deadlineMs,
    maxDeadlineMs: settings.maxDeadlineMs,
    onFailure: settings.onFailure,
    documentFormat: settings.documentFormat,
    maxBodyBytes: settings.maxBodyBytes,
    maxValues: settings.maxValues,
    maxBytesInFlight: settings.maxBytesInFlight,
    keepAliveMs: settings.keepAliveMs,
    headTimeoutMs: settings.headTimeoutMs,
    bodyTimeoutMs: settings.bodyTimeoutMs,
    maxConnections: settings.maxConnections,
    maxDocuments: settings.maxDocuments,
    maxCharactersPerDocument: settings.maxCharactersPerDocument,
    maxPairsInFlight: settings.maxPairsInFlight,
    corsOrigins: settings.corsOrigins,
    gracePeriodMs: settings.gracePeriodMs,
  };
}
