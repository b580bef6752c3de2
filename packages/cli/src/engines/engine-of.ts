import { SettingsError } from '../errors/settings-error.ts';
import type { SourcedSettings } from '../settings/read-settings.ts';

/** A search engine, and its address. */
export interface NamedEngine {
  readonly kind: 'elasticsearch' | 'opensearch' | 'qdrant';
  readonly url: string;
}

/**
 * Finds the one engine that is meant: a flag wins over the environment and the settings file.
 *
 * @throws SettingsError where none is named, or several are.
 */
export function engineOf(
  { opensearch }: { readonly opensearch?: string | undefined },
  { settings, sources }: Pick<SourcedSettings, 'settings' | 'sources'>,
): NamedEngine {
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
