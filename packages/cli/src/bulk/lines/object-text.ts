/** One field of a JSON object as it is written. */
interface Member {
  readonly name: string;
  /** The text from behind the comma before it up to the comma behind it. */
  readonly text: string;
}

/**
 * Adds fields to a JSON object as it is written, behind its own, which stay as they are to the byte: numbers of any digits, escapes,
 * names that come twice.
 *
 * @param text an object; valid JSON.
 */
export function withFields(text: string, fields: Readonly<Record<string, unknown>>): string {
  const own = JSON.stringify(fields).slice(1);
  const inner = openObject(text);
  return inner === '{' ? `{${own}` : `${inner},${own}`;
}

/** Gives a JSON object as it is written, without the brace at its end: so begins what `withFields` makes of it. */
export function openObject(text: string): string {
  return text.trim().slice(0, -1).trimEnd();
}

/**
 * Takes fields out of a JSON object as it is written; the others stay as they are to the byte.
 *
 * @param text an object; valid JSON.
 */
export function withoutFields(text: string, names: readonly string[]): string {
  const kept = membersOf(text).filter(({ name }) => !names.includes(name));
  return `{${kept.map((member) => member.text.trim()).join()}}`;
}

/** Finds the fields of an object by one walk over its text, whose marks count where they are in no string. */
function membersOf(text: string): Member[] {
  const marks = /["{}[\],:]/g;
  const members: Member[] = [];
  let depth = 0;
  let start = 0;
  let name = '';
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    const { index } = mark;
    const end = index + 1;
    if (mark[0] === '"') {
      marks.lastIndex = stringEnd(text, end);
    } else if (mark[0] === '{' || mark[0] === '[') {
      depth += 1;
      if (depth === 1) start = end;
    } else if (depth > 1) {
      if (mark[0] === '}' || mark[0] === ']') depth -= 1;
    } else if (mark[0] === ':') {
      name = JSON.parse(text.slice(start, index)) as string;
    } else {
      const member = text.slice(start, index);
      if (member.trim() !== '') members.push({ name, text: member });
      start = end;
    }
  }
  return members;
}

/** Finds the place behind the quotation mark that ends a string. */
function stringEnd(text: string, start: number): number {
  const marks = /["\\]/g;
  marks.lastIndex = start;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    if (mark[0] === '"') return marks.lastIndex;
    marks.lastIndex += 1;
  }
  return text.length;
}
