import type { estypes } from '@elastic/elasticsearch';
import type { PassageSelector } from './passage-selector.ts';

/** The passage of one hit, or null where it has none. Several values of a field are joined by line breaks. */
export function passageOf<TDocument>(
  hit: estypes.SearchHit<TDocument>,
  passage: PassageSelector<TDocument>,
): string | null {
  if (typeof passage === 'function') return passage(hit) ?? null;
  return textOf(valueAt(hit._source, passage));
}

/** A key may itself hold dots (`"author.name"`), as Elasticsearch allows, so the whole path is tried first. */
function valueAt(source: unknown, path: string): unknown {
  if (typeof source !== 'object' || source === null) return undefined;
  if (path in source) return source[path as keyof typeof source];
  const [key = '', ...rest] = path.split('.');
  return rest.length === 0
    ? undefined
    : valueAt(source[key as keyof typeof source], rest.join('.'));
}

function textOf(value: unknown): string | null {
  const texts = [value].flat().filter((text) => typeof text === 'string' && text.trim() !== '');
  return texts.length === 0 ? null : texts.join('\n');
}
