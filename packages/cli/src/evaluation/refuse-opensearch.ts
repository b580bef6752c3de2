import { SettingsError } from '../errors/settings-error.ts';
import { elasticsearchHeaders } from '../settings/elasticsearch-headers.ts';
import type { Settings } from '../settings/settings-schema.ts';

/** The way to evaluate behind OpenSearch, in the words of errors. */
export const OPENSEARCH_WAY =
  'write what your searches find there into a TREC run file and name it by --run; `lb-rerank try` searches OpenSearch itself';

/** The longest time that the product's name is waited for. */
const MOST_MS = 10_000;

/**
 * Refuses an address where OpenSearch answers, which takes no request of Elasticsearch's client. A server that does not say what it
 * is passes; the search tells what is wrong with it.
 *
 * @throws SettingsError naming the address, and what answered.
 */
export async function refuseOpensearch(
  address: string,
  settings: Settings,
  signal: AbortSignal,
): Promise<void> {
  const version = await versionAt(address, elasticsearchHeaders(settings), signal);
  signal.throwIfAborted();
  if (version?.distribution !== 'opensearch') return;
  const product = ['OpenSearch', version.number].filter((part) => typeof part === 'string');
  throw new SettingsError(
    `--elasticsearch: ${product.join(' ')} answers at ${address}, and eval searches Elasticsearch: ${OPENSEARCH_WAY}`,
  );
}

async function versionAt(
  address: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  try {
    const response = await fetch(address, {
      headers,
      // A key goes to the address that was given, and to no other that it names.
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(MOST_MS)]),
    });
    const root = (await response.json()) as { version?: Record<string, unknown> } | null;
    return root?.version;
  } catch {
    return undefined;
  }
}
