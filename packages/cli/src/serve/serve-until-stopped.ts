import { once } from 'node:events';
import { createReranker, InvalidRequestError } from '@lb-rerank/core';
import { serveGateway } from '@lb-rerank/gateway';
import { pino } from 'pino';
import type { CommandContext } from '../terminal/command-context.ts';
import { SettingsError } from '../errors/settings-error.ts';
import { openBackend } from '../scorer/open-backend.ts';
import { openCache } from '../scorer/open-cache.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { gatewaySettingsOf } from './gateway-settings-of.ts';

/** Serves the model until the context's signal is aborted, and finishes the requests that were taken. */
export async function serveUntilStopped(
  settings: Settings,
  context: CommandContext,
): Promise<void> {
  const { signal, stdout, stderr } = context;
  const gatewaySettings = await gatewaySettingsOf(settings, context);
  await using backend = await openBackend(settings, context);
  await using shared = await openCache(settings, context);
  await using gateway = await serveGateway({
    reranker: createReranker({
      scorer: backend.scorers,
      cache: shared.cache,
      // Callers find a model that came back after half a second, well before they lose patience.
      resilience: { breakMs: 500 },
    }),
    settings: gatewaySettings,
    logger: pino({ level: settings.logLevel ?? 'info' }, stdout),
  }).catch(inTermsOfFlags);
  context.outliveOutput?.();
  stderr.write(`lb-rerank serves ${backend.location} at ${gateway.url}\n`);
  if (settings.metricsPort !== undefined) stderr.write(`Its metrics: ${gateway.metricsUrl}\n`);
  if (!signal.aborted) await once(signal, 'abort');
  stderr.write('lb-rerank stops; requests that were taken are finished\n');
  await gateway.stop();
}

function inTermsOfFlags(cause: unknown): never {
  if (!(cause instanceof InvalidRequestError) || cause.argument !== 'settings.keys') throw cause;
  throw new SettingsError(
    'on an address that others reach, give LB_RERANK_KEYS or --key-file, or serve everybody with --no-auth',
    { cause },
  );
}
