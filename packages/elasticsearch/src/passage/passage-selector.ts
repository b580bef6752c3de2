import type { estypes } from '@elastic/elasticsearch';
import {
  arePassageFields,
  FIELDS_OR_FUNCTION,
  isFieldNames,
  listOfFields,
  type PassageField,
  type PassageFields,
  type PassageForms,
} from '@lb-rerank/core/adapter';

/**
 * The place of a hit's passage.
 *
 * - a field of `_source`, or several that are joined by line breaks (a title and a body), by dotted path; each may be told as
 *   `{ field, format: 'html' }`, of which the text is read, and with a `label` that stands before it;
 * - `fields`: the same for what only the mapping knows: runtime fields, multi-fields, aliases;
 * - `highlight`: the fragments that are highlighted in a field;
 * - `innerHits`: the same fields in each of the inner hits that the request asks for under that name, of which the best
 *   counts: the chunks of a document, or what a collapsed group holds;
 * - a function of the hit, which may give several texts, of which the best counts.
 *
 * Fields and fragments that a request leaves out are fetched, and removed from the answer again; inner hits must bring
 * theirs. A hit without any of it, or where the function gives null or undefined, is not scored and keeps its place
 * behind the scored ones.
 *
 * @example
 * ```ts
 * import { Client } from '@elastic/elasticsearch';
 * import { createReranker, createVllmScorer } from '@lb-rerank/core';
 * import { type PassageSelector, withReranking } from '@lb-rerank/elasticsearch';
 *
 * const scorer = createVllmScorer({ baseURL: 'http://127.0.0.1:8000/v1' });
 * const elasticsearch = new Client({ node: 'http://127.0.0.1:9200' });
 * const options = { reranker: createReranker({ scorer }), rankWindowSize: 20 };
 * const selectors: PassageSelector[] = [
 *   ['title', 'text'],
 *   [{ field: 'title', label: 'Title' }, { field: 'text', format: 'html' }],
 *   { fields: 'title' },
 *   { highlight: 'text' },
 *   (hit) => (hit._source as { text?: string }).text,
 * ];
 * const query = { match: { text: 'scientific name of apples' } };
 * const outcomes = new Set<string>();
 * for (const passage of selectors) {
 *   const client = withReranking(elasticsearch, { ...options, passage });
 *   const { rerank } = await client.search({
 *     index: 'articles',
 *     query,
 *     highlight: { fields: { text: {} } },
 *   });
 *   outcomes.add(rerank.outcome);
 * }
 * console.log([...outcomes].join()); // reranked
 * ```
 */
export type PassageSelector<TDocument = unknown> =
  | PassageFields
  | { readonly fields: PassageFields }
  | { readonly highlight: string }
  | { readonly innerHits: string; readonly field: PassageFields }
  | ((hit: estypes.SearchHit<TDocument>) => string | readonly string[] | null | undefined);

/** Lists the fields that a selector reads by path; none where it reads the hit in another way. */
export function passageFieldsOf<TDocument>(
  passage: PassageSelector<TDocument>,
): readonly PassageField[] {
  if (typeof passage === 'function' || isWith('highlight', passage)) return [];
  if (isWith('innerHits', passage)) return [];
  return listOfFields(isWith('fields', passage) ? passage.fields : passage);
}

/** Tells whether a selector has the form that is known by a key. */
export function isWith<Key extends string, Selector>(
  key: Key,
  passage: Selector,
): passage is Extract<Selector, { readonly [name in Key]: unknown }> {
  return typeof passage === 'object' && passage !== null && key in passage;
}

/** Forms of a passage selector here, of which those with keys have just these. */
export const PASSAGE_FORMS: PassageForms = {
  accepts: (selector) => FIELDS_OR_FUNCTION.accepts(selector) || isOfKeys(selector),
  told: `${FIELDS_OR_FUNCTION.told}, \`{ fields }\`, \`{ highlight }\` or \`{ innerHits, field }\``,
  otherKeys: ['fields', 'highlight', 'innerHits'],
};

function isOfKeys(selector: unknown): boolean {
  if (typeof selector !== 'object' || selector === null) return false;
  const given = selector as Record<string, unknown>;
  return FORMS_OF_KEYS.some((form) => {
    const keys = Object.entries(form);
    return (
      keys.length === Object.keys(given).length &&
      keys.every(([key, accepts]) => accepts(given[key]))
    );
  });
}

const isFieldName = (value: unknown) => typeof value === 'string' && isFieldNames(value);

const FORMS_OF_KEYS: readonly Record<string, (value: unknown) => boolean>[] = [
  { fields: arePassageFields },
  { highlight: isFieldName },
  { innerHits: isFieldName, field: arePassageFields },
];
