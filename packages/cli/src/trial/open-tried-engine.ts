import type { EmbeddingOptions } from '../engines/open-qdrant.ts';
import { SettingsError } from '../errors/settings-error.ts';
import { elasticsearchHeaders } from '../settings/elasticsearch-headers.ts';
import type { SourcedSettings } from '../settings/read-settings.ts';
import type { CommandContext } from '../terminal/command-context.ts';
import type { TriedEngine } from './trial.ts';

/** The options that name an engine, beside the settings. */
export interface EngineOptions extends Partial<Omit<EmbeddingOptions, 'queryPrefix'>> {
  readonly embeddingsQueryPrefix?: string | undefined;
  readonly opensearch?: string | undefined;
  readonly using?: string | undefined;
}

/**
 * Opens the engine that is searched.
 *
 * @throws SettingsError where none is named, or several are; for options that another engine reads; where nothing could embed the query.
 */
export async function openTriedEngine(
  options: EngineOptions,
  sourced: SourcedSettings,
  { signal, environment }: CommandContext,
): Promise<TriedEngine> {
  const { settings } = sourced;
  const { kind, url } = engineOf(options, sourced);
  const { using, embeddingsModel, embeddingsUrl, embeddingsQueryPrefix: queryPrefix } = options;
  // Each engine's client is loaded for those only who use it.
  if (kind !== 'qdrant') {
    requireUnused({
      '--embeddings-model': embeddingsModel,
      '--embeddings-url': embeddingsUrl,
      '--embeddings-query-prefix': queryPrefix,
      '--using': using,
    });
    const { elasticsearchTrial } = await import('./elasticsearch-trial.ts');
    return elasticsearchTrial({ url, headers: elasticsearchHeaders(settings) }, signal);
  }
  if (embeddingsModel === undefined) {
    const problem = 'Qdrant compares vectors: name the model that embedded the points';
    const cure = 'and --embeddings-url, unless Qdrant itself runs it';
    throw new SettingsError(`--embeddings-model: ${problem}, ${cure}`);
  }
  const { openQdrant } = await import('../engines/open-qdrant.ts');
  const { qdrantTrial } = await import('./qdrant-trial.ts');
  const open = openQdrant(
    url,
    { embeddingsModel, embeddingsUrl, queryPrefix },
    settings,
    environment,
  );
  return qdrantTrial({ ...open, url, using }, signal);
}

/** Finds the one engine that is meant: a flag wins over the environment and the settings file. */
function engineOf(
  { opensearch }: EngineOptions,
  { settings, sources }: SourcedSettings,
): { readonly kind: 'elasticsearch' | 'opensearch' | 'qdrant'; readonly url: string } {
  const named = [
    { kind: 'opensearch', url: opensearch, source: '--opensearch' },
    { kind: 'elasticsearch', url: settings.elasticsearch, source: sources.elasticsearch },
    { kind: 'qdrant', url: settings.qdrant, source: sources.qdrant },
  ] as const;
  const set = named.flatMap(({ kind, url, source = '' }) => (url ? [{ kind, url, source }] : []));
  const flags = set.filter(({ source }) => source.startsWith('--'));
  const [engine, ...others] = flags.length > 0 ? flags : set;
  if (engine === undefined) {
    throw new SettingsError('--elasticsearch, --opensearch, --qdrant: name what is searched');
  }
  if (others.length > 0) {
    const sourcesOfAll = [engine, ...others].map(({ source }) => source).join(', ');
    throw new SettingsError(
      `${sourcesOfAll}: name one of them by its flag, which is then searched`,
    );
  }
  return engine;
}

function requireUnused(options: Readonly<Record<string, unknown>>): void {
  const [used] = Object.entries(options).find(([, value]) => value !== undefined) ?? [];
  if (used !== undefined) throw new SettingsError(`${used}: is for Qdrant, by --qdrant`);
}
