import { elementsAt, membersAt, type MemberSpan, type Span, spanOf } from './spans.ts';

/** JSON as it came, what it says, and the places of its parts, which are looked for where they are asked for. */
export class JsonSource {
  readonly text: string;
  readonly value: unknown;
  readonly #members = new Map<number, readonly MemberSpan[]>();
  readonly #elements = new Map<number, readonly Span[]>();

  /** @throws SyntaxError for what is no JSON. */
  constructor(text: string, parse: (text: string) => unknown = JSON.parse) {
    this.text = text;
    this.value = parse(text);
  }

  get root(): Origin {
    return { source: this, span: spanOf(this.text), value: this.value };
  }

  membersOf({ start }: Span): readonly MemberSpan[] {
    return remembered(this.#members, start, () => membersAt(this.text, start));
  }

  elementsOf({ start }: Span): readonly Span[] {
    return remembered(this.#elements, start, () => elementsAt(this.text, start));
  }
}

/** A value as it was read, and its place. */
export interface Origin {
  readonly source: JsonSource;
  readonly span: Span;
  readonly value: unknown;
}

/** The key under which an element of an array knows its origin: it goes with `{ ...element }`, and no JSON shows it. */
const ORIGIN = Symbol('origin');

/** Gives the origin of an element that {@link markElements} has marked, or of a copy of it. */
export function originOf(value: unknown): Origin | undefined {
  return isObject(value) ? (value as { [ORIGIN]?: Origin })[ORIGIN] : undefined;
}

/**
 * Lets the objects in an array, and their copies, know where they come from, so that they are found again in any order.
 *
 * @param path names of members that lead to the array, from the origin; `*` leads into each element
 * @returns the elements' origins; none where there is no such array
 */
export function markElements(origin: Origin, path: readonly string[]): readonly Origin[] {
  const [name, ...rest] = path;
  if (name === undefined) return elementsOf(origin).map(marked);
  if (name === '*') return elementsOf(origin).flatMap((one) => markElements(marked(one), rest));
  const member = memberOf(origin, name);
  return member === undefined ? [] : markElements(member, rest);
}

/** Marks the elements of all arrays at any depth of a member, as {@link markAllElements} does; nothing where it is missing. */
export function markAllElementsOf(origin: Origin, name: string): void {
  const member = memberOf(origin, name);
  if (member !== undefined) markAllElements(member);
}

/** Marks the elements of all arrays at any depth, for a change that may leave out some of any. */
export function markAllElements(origin: Origin): void {
  if (Array.isArray(origin.value)) {
    for (const element of elementsOf(origin)) markAllElements(marked(element));
  } else if (isObject(origin.value)) {
    for (const name of Object.keys(origin.value)) markAllElements(memberOf(origin, name)!);
  }
}

/** Finds a member of an object; of several with one name the last, which is the one that is read. */
function memberOf({ source, span, value }: Origin, name: string): Origin | undefined {
  if (!isObject(value) || Array.isArray(value) || !Object.hasOwn(value, name)) return undefined;
  const member = source.membersOf(span).findLast(({ key }) => key === name);
  if (member === undefined) return undefined;
  return { source, span: member, value: (value as Record<string, unknown>)[name] };
}

function elementsOf({ source, span, value }: Origin): readonly Origin[] {
  if (!Array.isArray(value)) return [];
  return source.elementsOf(span).map((place, n) => ({ source, span: place, value: value[n] }));
}

function marked(origin: Origin): Origin {
  if (isObject(origin.value)) Object.assign(origin.value, { [ORIGIN]: origin });
  return origin;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function remembered<T>(known: Map<number, T>, at: number, find: () => T): T {
  const found = known.get(at) ?? find();
  known.set(at, found);
  return found;
}
