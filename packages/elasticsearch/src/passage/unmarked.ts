import type { estypes } from '@elastic/elasticsearch';
import { matchesPattern } from './matches-pattern.ts';

/** The marks that Elasticsearch sets where a request says no others. */
const DEFAULT_MARKS = ['<em>', '</em>'];
/** The marks of `tags_schema: styled`: `<em class="hlt1">` and so on up to 10. */
const STYLED_MARKS = [...Array.from({ length: 10 }, (_, n) => `<em class="hlt${n + 1}">`), '</em>'];
/** The entities that `encoder: html` writes in place of characters (source: Lucene's SimpleHTMLEncoder). */
const ENTITIES: readonly (readonly [string, string])[] = [
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#x27;', "'"],
  ['&#x2F;', '/'],
  ['&amp;', '&'],
];

/** Makes what takes the marks and entities out of the fragments of a field that a request has highlighted. */
export function unmarked(
  { highlight }: estypes.SearchRequest,
  field: string,
): (fragment: string) => string {
  const marks = marksOf(highlight, field).filter((mark) => mark !== '');
  const entities = highlight?.encoder === 'html' ? ENTITIES : [];
  return (fragment) => {
    const text = marks.reduce((rest, mark) => rest.replaceAll(mark, ''), fragment);
    return entities.reduce((rest, [entity, character]) => rest.replaceAll(entity, character), text);
  };
}

function marksOf(highlight: estypes.SearchHighlight | undefined, field: string): readonly string[] {
  const asked = [highlight?.fields ?? {}].flat().flatMap((fields) => Object.entries(fields));
  const ofField = asked.find(([pattern]) => matchesPattern(pattern, field))?.[1];
  for (const { pre_tags: before, post_tags: after, tags_schema: schema } of [
    ofField ?? {},
    highlight ?? {},
  ]) {
    if (before !== undefined || after !== undefined) {
      return [before ?? DEFAULT_MARKS[0]!, after ?? DEFAULT_MARKS[1]!].flat();
    }
    if (schema === 'styled') return STYLED_MARKS;
  }
  return DEFAULT_MARKS;
}
