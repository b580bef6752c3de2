import type { EmbeddingOptions } from '../engines/open-qdrant.ts';
import { SettingsError } from '../errors/settings-error.ts';
import { elasticsearchHeaders } from '../settings/elasticsearch-headers.ts';
import type { Settings } from '../settings/settings-schema.ts';
import type { CommandContext } from '../terminal/command-context.ts';
import type { TriedEngine } from './trial.ts';

/** The options that name an engine, beside the settings. */
export interface EngineOptions extends Partial<EmbeddingOptions> {
  readonly opensearch?: string | undefined;
  readonly using?: string | undefined;
}

/** Opens the engine that is searched. @throws SettingsError where none is named, or nothing could embed the query. */
export async function openTriedEngine(
  { opensearch, using, embeddingsModel, embeddingsUrl }: EngineOptions,
  settings: Settings,
  { signal, environment }: CommandContext,
): Promise<TriedEngine> {
  const url = opensearch ?? settings.elasticsearch;
  // Each engine's client is loaded for those only who use it.
  if (url !== undefined) {
    const { elasticsearchTrial } = await import('./elasticsearch-trial.ts');
    return elasticsearchTrial({ url, headers: elasticsearchHeaders(settings) }, signal);
  }
  const { qdrant } = settings;
  if (qdrant === undefined) {
    throw new SettingsError('--elasticsearch, --opensearch, --qdrant: name what is searched');
  }
  if (embeddingsModel === undefined) {
    const problem = 'Qdrant compares vectors: name the model that embedded the points';
    const cure = 'and --embeddings-url, unless Qdrant itself runs it';
    throw new SettingsError(`--embeddings-model: ${problem}, ${cure}`);
  }
  const { openQdrant } = await import('../engines/open-qdrant.ts');
  const { qdrantTrial } = await import('./qdrant-trial.ts');
  const open = openQdrant(qdrant, { embeddingsModel, embeddingsUrl }, settings, environment);
  return qdrantTrial({ ...open, url: qdrant, using }, signal);
}
