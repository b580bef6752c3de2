/** A field that may be part of a passage. */
export interface TextField {
  readonly name: string;
  /** Mean characters of its texts. @default not known */
  readonly length?: number | undefined;
}

const TITLE = /^(.*[._])?(title|headline|heading|subject|name|label)$/i;
const BODY =
  /^(.*[._])?(text|txt|body|content|page_content|passage|chunk|description|abstract|summary|article|message|answer)s?$/i;
/** Names of what is mapped as text by default, and is none to read. */
const NO_TEXT =
  /^(.*[._-])?(id|ids|uuid|url|uri|link|path|file|filename|email|phone|hash|sha\d*|md5|lang|language|date|time|timestamp|created|updated|type|status|version|mime|author)s?$/i;
/** Characters that divide fields where a rule is written on a command line, or end it there. */
const OF_COMMAND_LINE = /[,']/;
/** Mean characters from which a text is worth reading whatever it is called. */
const BODY_CHARACTERS = 80;

/**
 * Suggests which fields the model is to read as a passage: a title, and the longest text, or where lengths are not known
 * the one whose name tells it.
 *
 * @param fields those that hold text
 * @returns their names, the title first; none where no field looks like a text to read
 *
 * @example
 * ```ts
 * import { suggestPassage } from '@lb-rerank/proxy';
 *
 * console.log(suggestPassage([{ name: 'url' }, { name: 'body' }, { name: 'title' }]).join()); // title,body
 * ```
 */
export function suggestPassage(fields: readonly TextField[]): string[] {
  const readable = fields.filter(({ name }) => !NO_TEXT.test(name) && !OF_COMMAND_LINE.test(name));
  const byLength = readable.toSorted((a, b) => (b.length ?? 0) - (a.length ?? 0));
  const title = readable.find(({ name }) => TITLE.test(name));
  const others = byLength.filter((field) => field !== title);
  const body =
    others.find(({ length = 0 }) => length >= BODY_CHARACTERS) ??
    others.find(({ name }) => BODY.test(name)) ??
    (title === undefined ? others[0] : undefined);
  return [title, body].flatMap((field) => (field === undefined ? [] : [field.name]));
}
