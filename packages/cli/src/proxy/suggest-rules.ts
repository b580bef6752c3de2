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
  const mappings = await askJson<Mappings>(engine, `/${path}/_mapping`, { signal });
  const indices = [...propertiesByName(mappings)].filter(([index]) => !index.startsWith('.'));
  const rules: string[] = [];
  for (const [index, properties] of indices.slice(0, MOST_INDICES)) {
    const names = mappedFields(properties).filter(({ isText }) => isText);
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

type Mappings = Readonly<
  Record<string, { readonly mappings?: { readonly properties?: MappedProperties } }>
>;

/** An index behind a data stream, by the names that Elasticsearch gives it, with a day, and OpenSearch, without. */
const BEHIND_STREAM = /^\.ds-(.+?)(-\d{4}\.\d{2}\.\d{2})?-\d{6,}$/;

/** Gives the properties of each index; those behind a data stream are one, by the name that is searched. */
function propertiesByName(mappings: Mappings): ReadonlyMap<string, MappedProperties> {
  const byName = new Map<string, MappedProperties>();
  for (const [index, { mappings: mapping }] of Object.entries(mappings)) {
    const [, name = index] = BEHIND_STREAM.exec(index) ?? [];
    byName.set(name, { ...byName.get(name), ...mapping?.properties });
  }
  return byName;
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
