import { once } from 'node:events';
import { createReranker, InvalidRequestError } from '@lb-rerank/core';
import { serveGateway } from '@lb-rerank/gateway';
import { pino } from 'pino';
import type { CommandContext } from '../terminal/command-context.ts';
import { SettingsError } from '../errors/settings-error.ts';
import { openBackend } from '../scorer/open-backend.ts';
import { openCache } from '../scorer/open-cache.ts';
import type { SourcedSettings } from '../settings/read-settings.ts';
import { firstScreen } from './first-screen.ts';
import { gatewaySettingsOf } from './gateway-settings-of.ts';
import { modelLine } from './model-line.ts';

/** Serves the model until the context's signal is aborted, and finishes the requests that were taken. */
export async function serveUntilStopped(
  { settings, file }: Pick<SourcedSettings, 'settings' | 'file'>,
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
  const { location } = backend;
  stderr.write(firstScreen({ gateway, gatewaySettings, settings, file, location }));
  const asking = modelLine(backend, signal).then((line) => stderr.write(line));
  if (settings.metricsPort !== undefined) stderr.write(`Its metrics: ${gateway.metricsUrl}\n`);
  if (!signal.aborted) await once(signal, 'abort');
  stderr.write('lb-rerank stops; requests that were taken are finished\n');
  await asking;
  await gateway.stop();
}

function inTermsOfFlags(cause: unknown): never {
  if (!(cause instanceof InvalidRequestError) || cause.argument !== 'settings.keys') throw cause;
  throw new SettingsError(
    'on an address that others reach, give LB_RERANK_KEYS or --key-file, or serve everybody with --no-auth',
    { cause },
  );
}
