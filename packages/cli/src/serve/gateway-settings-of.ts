import type { GatewaySettings } from '@lb-rerank/gateway';
import type { Settings } from '../settings/settings-schema.ts';
import type { Callers } from './open-callers.ts';

/** Makes the gateway's settings, with the callers that it knows. */
export function gatewaySettingsOf(
  settings: Settings,
  { keys }: Pick<Callers, 'keys'>,
): GatewaySettings {
  return {
    host: settings.host,
    port: settings.port,
    hosts: settings.hosts,
    keys,
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
