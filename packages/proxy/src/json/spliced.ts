import { type JsonSource, type Origin, originOf } from './json-source.ts';

/** Writes a changed text of JSON, the space around its value included; see {@link spliced}. */
export function splicedText(source: JsonSource, after: unknown): string {
  const { text, root } = source;
  return `${text.slice(0, root.span.start)}${spliced(root, after)}${text.slice(root.span.end)}`;
}

/**
 * Writes a changed value with the text of what it was made of: all that is as it came stays as it was written, digits, escapes,
 * the order and spelling of names and the space between them included.
 *
 * Members that are gone are left out, and new ones follow the others, but for those that come first. An element of an array is
 * found by its mark, or else by its place.
 *
 * @param origin the value before
 * @param after the value that is to be written: parts of the one before, or copies of them, and whatever is new
 */
export function spliced(origin: Origin, after: unknown): string {
  const { source, span, value: before } = origin;
  if (Object.is(before, after)) return source.text.slice(span.start, span.end);
  if (Array.isArray(before) && Array.isArray(after)) return splicedArray(origin, before, after);
  if (isPlain(before) && isPlain(after)) return splicedObject(origin, before, after);
  return JSON.stringify(after);
}

function splicedObject(
  { source, span }: Origin,
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): string {
  const { text } = source;
  const members = source.membersOf(span);
  // Of several with one name the last one counts.
  const last = new Map(members.map((member) => [member.key, member]));
  const kept: string[] = [];
  let behind = span.start + 1;
  for (const member of members) {
    const lead = text.slice(behind, member.keyStart);
    behind = member.end;
    if (!isWritten(after, member.key)) continue;
    // A lead holds the comma behind a member that is gone.
    kept.push(kept.length === 0 ? lead.replace(',', '') : lead);
    const value = before[member.key];
    const isChanged = last.get(member.key) === member && !Object.is(value, after[member.key]);
    kept.push(
      isChanged
        ? text.slice(member.keyStart, member.start) +
            spliced({ source, span: member, value }, after[member.key])
        : text.slice(member.keyStart, member.end),
    );
  }
  const rest = text.slice(behind, span.end);
  const { first, others } = newMembers(after, last);
  const all = [...first, ...(kept.length === 0 ? [] : [kept.join('')]), ...others];
  if (all.length === 0 && members.length > 0) return rest === '}' ? '{}' : '{ }';
  return `{${all.join()}${rest}`;
}

/** Writes the members that were not there before: those that come before any that was, and the others. */
function newMembers(
  after: Record<string, unknown>,
  before: ReadonlyMap<string, unknown>,
): { readonly first: string[]; readonly others: string[] } {
  const names = Object.keys(after).filter((name) => isWritten(after, name));
  const place = names.findIndex((name) => before.has(name));
  const writtenOf = (some: readonly string[]) =>
    some
      .filter((name) => !before.has(name))
      .map((name) => `${JSON.stringify(name)}:${JSON.stringify(after[name])}`);
  const end = Math.max(place, 0);
  return { first: writtenOf(names.slice(0, end)), others: writtenOf(names.slice(end)) };
}

/** Tells whether `JSON.stringify` writes a member. */
function isWritten(object: Record<string, unknown>, name: string): boolean {
  return Object.hasOwn(object, name) && object[name] !== undefined;
}

function splicedArray(
  { source, span }: Origin,
  before: readonly unknown[],
  after: readonly unknown[],
): string {
  const { text } = source;
  const places = source.elementsOf(span);
  const [first, second] = places;
  if (first === undefined && after.length > 0) return JSON.stringify(after);
  if (first === undefined) return text.slice(span.start, span.end);
  const written = after.map((value, n) => {
    const place = places[n];
    const own = originOf(value) ?? (place && { source, span: place, value: before[n] });
    return own === undefined ? (JSON.stringify(value) ?? 'null') : spliced(own, value);
  });
  const opening = text.slice(span.start, first.start);
  if (after.length === 0) return opening === '[' ? '[]' : '[ ]';
  const comma = second === undefined ? ',' : text.slice(first.end, second.start);
  const commaBehind = (n: number) => {
    const [own, next] = places.slice(n, n + 2);
    return own && next ? text.slice(own.end, next.start) : comma;
  };
  const all = written.map((one, n) => (n === 0 ? one : `${commaBehind(n - 1)}${one}`));
  return `${opening}${all.join('')}${text.slice(places.at(-1)!.end, span.end)}`;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
