import type { EmbeddingOptions } from '../engines/open-qdrant.ts';
import { engineOf } from '../engines/engine-of.ts';
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

function requireUnused(options: Readonly<Record<string, unknown>>): void {
  const [used] = Object.entries(options).find(([, value]) => value !== undefined) ?? [];
  if (used !== undefined) throw new SettingsError(`${used}: is for Qdrant, by --qdrant`);
}
