import { type MappedProperties, mappedFields, suggestPassage } from '@lb-rerank/proxy';
import { askJson } from '../engines/ask-json.ts';
import type { NamedEngine } from '../engines/engine-of.ts';
import { NegativeFindingError } from '../errors/negative-finding-error.ts';
import { elasticsearchHeaders } from '../settings/elasticsearch-headers.ts';
import type { Settings } from '../settings/settings-schema.ts';
import type { CommandContext } from '../terminal/command-context.ts';

/** Indices that are looked at, at most, and documents of each. */
const MOST_INDICES = 50;
const DOCUMENTS = 20;

/**
 * Prints a rule for each index that holds texts to read: by the names of its text fields, and the length of what they hold.
 *
 * @param pattern the indices that are looked at
 * @throws NegativeFindingError where there is none; RetrievalError with the engine's own reason.
 */
export async function suggestRules(
  { url }: NamedEngine,
  pattern: string,
  settings: Settings,
  { signal, stdout, stderr }: Pick<CommandContext, 'signal' | 'stdout' | 'stderr'>,
): Promise<void> {
  const engine = { url, headers: elasticsearchHeaders(settings) };
  const path = pattern.split(',').map(encodeURIComponent).join(',');
  const mappings = await askJson<Record<string, { mappings?: { properties?: MappedProperties } }>>(
    engine,
    `/${path}/_mapping`,
    { signal },
  );
  const indices = Object.entries(mappings).filter(([index]) => !index.startsWith('.'));
  const rules: string[] = [];
  for (const [index, { mappings: mapping }] of indices.slice(0, MOST_INDICES)) {
    const names = mappedFields(mapping?.properties ?? {}).filter(({ isText }) => isText);
    const sample = await askJson<Sample>(
      engine,
      `/${encodeURIComponent(index)}/_search?size=${DOCUMENTS}`,
      { signal },
    );
    const documents = sample.hits.hits.map(({ _source }) => _source);
    const passage = suggestPassage(
      names.map(({ name }) => ({ name, length: meanLength(documents, name.split('.')) })),
    );
    if (passage.length > 0) rules.push(`--passage '${index}=${passage.join(',')}'`);
  }
  if (rules.length === 0)
    throw new NegativeFindingError(`no index of ${pattern} holds a text to read`);
  stdout.write(`${rules.join('\n')}\n`);
  const left = indices.length - MOST_INDICES;
  if (left > 0) stderr.write(`${left} more indices were not looked at: name some by --index\n`);
}

interface Sample {
  readonly hits: { readonly hits: readonly { readonly _source?: unknown }[] };
}

/** Gives the mean characters of what stands at a path, in those documents that have it. */
function meanLength(documents: readonly unknown[], path: readonly string[]): number {
  const lengths = documents.flatMap((document) => lengthsAt(document, path));
  return lengths.reduce((sum, length) => sum + length, 0) / Math.max(lengths.length, 1);
}

function lengthsAt(value: unknown, path: readonly string[]): number[] {
  if (Array.isArray(value)) return value.flatMap((one) => lengthsAt(one, path));
  const [name, ...rest] = path;
  if (name === undefined) return typeof value === 'string' ? [value.length] : [];
  if (typeof value !== 'object' || value === null) return [];
  return lengthsAt((value as Record<string, unknown>)[name], rest);
}
