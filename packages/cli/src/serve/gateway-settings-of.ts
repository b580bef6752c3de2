import { resolve } from 'node:path';
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
  return {
    host: settings.host,
    port: settings.port,
    keys: [...listed, ...keysOfEnvironment(keys)],
    noAuth: settings.auth === false,
    deadlineMs: settings.deadlineMs,
    maxDeadlineMs: settings.maxDeadlineMs,
    onFailure: settings.onFailure,
    maxBodyBytes: settings.maxBodyBytes,
    maxDocuments: settings.maxDocuments,
    maxCharactersPerDocument: settings.maxCharactersPerDocument,
    maxPairsInFlight: settings.maxPairsInFlight,
    corsOrigins: settings.corsOrigins,
    gracePeriodMs: settings.gracePeriodMs,
  };
}
