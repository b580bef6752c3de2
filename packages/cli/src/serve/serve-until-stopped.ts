import { once } from 'node:events';
import { createReranker } from '@lb-rerank/core';
import { requireServable, serveGateway } from '@lb-rerank/gateway';
import { pino } from 'pino';
import type { CommandContext } from '../terminal/command-context.ts';
import { openBackend } from '../scorer/open-backend.ts';
import { openCache } from '../scorer/open-cache.ts';
import { rerankerLimitsOf } from '../settings/reranker-limits-of.ts';
import type { SourcedSettings } from '../settings/read-settings.ts';
import { firstScreen } from './first-screen.ts';
import { gatewaySettingsOf } from './gateway-settings-of.ts';
import { refuseInTermsOfFlags } from './in-terms-of-flags.ts';
import { modelLine } from './model-line.ts';
import { openCallers } from './open-callers.ts';
import { redisLine } from './redis-line.ts';

/** Serves the model until the context's signal is aborted, and finishes the requests that were taken. */
export async function serveUntilStopped(
  { settings, file }: Pick<SourcedSettings, 'settings' | 'file'>,
  context: CommandContext,
): Promise<void> {
  const { signal, stdout, stderr } = context;
  const limits = rerankerLimitsOf(settings);
  const logger = pino({ level: settings.logLevel ?? 'info' }, stdout);
  await using callers = await openCallers(settings, context, logger);
  const gatewaySettings = gatewaySettingsOf(settings, callers);
  // A model takes long to load, and what is wrong with the rest is told before.
  await requireServable(gatewaySettings).catch(refuseInTermsOfFlags);
  await using backend = await openBackend(settings, context);
  await using opened = await openCache(settings, context);
  await using gateway = await serveGateway({
    reranker: createReranker({
      scorer: backend.scorers,
      cache: opened.cache,
      ...limits,
      // Callers find a model that came back after half a second, well before they lose patience.
      resilience: { breakMs: 500 },
    }),
    settings: gatewaySettings,
    logger,
  }).catch(refuseInTermsOfFlags);
  context.outliveOutput?.();
  const { location } = backend;
  stderr.write(firstScreen({ gateway, gatewaySettings, settings, file, location }));
  const lines = [modelLine(backend, signal), redisLine(opened.shared, signal)];
  const asking = Promise.all(lines.map(async (line) => stderr.write(await line)));
  if (!signal.aborted) await once(signal, 'abort');
  stderr.write('lb-rerank stops; requests that were taken are finished\n');
  await asking;
  await gateway.stop();
}
