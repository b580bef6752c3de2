import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createReranker } from '@lb-rerank/core';
import { type EmbeddingsOptions, serveProxy } from '@lb-rerank/proxy';
import { pino } from 'pino';
import { engineOf, type NamedEngine } from '../engines/engine-of.ts';
import { SettingsError } from '../errors/settings-error.ts';
import { openBackend } from '../scorer/open-backend.ts';
import { openCache } from '../scorer/open-cache.ts';
import { refuseInTermsOfFlags } from '../serve/in-terms-of-flags.ts';
import { modelLine } from '../serve/model-line.ts';
import { redisLine } from '../serve/redis-line.ts';
import type { SourcedSettings } from '../settings/read-settings.ts';
import { rerankerLimitsOf } from '../settings/reranker-limits-of.ts';
import type { CommandContext } from '../terminal/command-context.ts';
import { proxyRules, type RuleFlags } from './proxy-rules.ts';
import { proxyScreen } from './proxy-screen.ts';
import { suggestRules } from './suggest-rules.ts';

/** The options of `lb-rerank proxy`, beside the settings. */
export interface ProxyFlags extends RuleFlags {
  readonly opensearch?: string | undefined;
  readonly caFile?: string | undefined;
  readonly marks: boolean;
  readonly suggest?: true | undefined;
  readonly index: string;
  readonly embeddingsUrl?: string | undefined;
  readonly embeddingsModel?: string | undefined;
}

/** Stands before an engine until the context's signal is aborted, and finishes the requests that were taken. */
export async function proxyUntilStopped(
  flags: ProxyFlags,
  sourced: SourcedSettings,
  context: CommandContext,
): Promise<void> {
  const { settings, file } = sourced;
  const { signal, stdout, stderr } = context;
  const engine = engineOf(flags, sourced);
  if (flags.suggest && engine.kind === 'qdrant') {
    throw new SettingsError(
      '--suggest: reads mappings, which Qdrant has none of: name the payload fields by --passage',
    );
  }
  if (flags.suggest) {
    await suggestRules(engine, flags.index, settings, context);
    return;
  }
  const { proxy = {}, host, port, gracePeriodMs, logLevel = 'info' } = settings;
  const rules = proxyRules(flags, settings);
  const ca = await caOf(flags.caFile ?? proxy.caFile, context.folder);
  const limits = rerankerLimitsOf(settings);
  await using backend = await openBackend(settings, context);
  await using opened = await openCache(settings, context);
  await using served = await serveProxy({
    engine: engine.kind,
    upstream: { url: engine.url, ca, answerTimeoutMs: proxy.answerTimeoutMs },
    reranker: createReranker({
      scorer: backend.scorers,
      cache: opened.cache,
      deadlineMs: settings.deadlineMs,
      ...limits,
      // Callers find a model that came back after half a second, well before they lose patience.
      resilience: { breakMs: 500 },
    }),
    rules,
    marks: flags.marks && (proxy.marks ?? true),
    embeddings: embeddingsOf(flags, engine, context),
    maxRankWindowSize: proxy.maxRankWindowSize,
    maxRequestBytes: proxy.maxRequestBytes,
    maxAnswerBytes: proxy.maxAnswerBytes,
    logger: pino({ level: logLevel }, stdout),
    host,
    port,
    gracePeriodMs,
  }).catch(refuseInTermsOfFlags);
  context.outliveOutput?.();
  const { location } = backend;
  stderr.write(proxyScreen({ url: served.url, engine, rules, file, location }));
  const lines = [modelLine(backend, signal), redisLine(opened.shared, signal)];
  const asking = Promise.all(lines.map(async (line) => stderr.write(await line)));
  if (!signal.aborted) await once(signal, 'abort');
  stderr.write('lb-rerank stops; requests that were taken are finished\n');
  await asking;
  await served.stop();
}

/** Gives the server that makes vectors of texts. @throws SettingsError for another engine than Qdrant, and for a model without one. */
function embeddingsOf(
  { embeddingsUrl: url, embeddingsModel: model }: ProxyFlags,
  { kind }: NamedEngine,
  { environment }: CommandContext,
): EmbeddingsOptions | undefined {
  const given = (url && '--embeddings-url') || (model && '--embeddings-model');
  if (given === undefined) return undefined;
  if (kind !== 'qdrant') throw new SettingsError(`${given}: is for Qdrant, by --qdrant`);
  if (url === undefined) throw new SettingsError('--embeddings-model: goes with --embeddings-url');
  const apiKey = environment['OPENAI_API_KEY'] || undefined;
  return { url, ...(model !== undefined && { model }), ...(apiKey !== undefined && { apiKey }) };
}

/** Reads the engine's own certificates. @throws SettingsError where they cannot be read. */
async function caOf(path: string | undefined, folder: string): Promise<string | undefined> {
  if (path === undefined) return undefined;
  try {
    return await readFile(resolve(folder, path), 'utf8');
  } catch (cause) {
    throw new SettingsError(`--ca-file: ${path} cannot be read`, { cause });
  }
}
