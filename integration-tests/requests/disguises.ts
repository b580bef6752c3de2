import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { COUNTS, FIELDS, FLAGS } from './rerank-bodies.ts';

type Fields = Readonly<Record<string, unknown>>;

const WORDS = {
  true: ['true', 'True', 'YES', 'on', '1', 1],
  false: ['false', 'No', 'off', '0', 0],
};
const LISTS = new Set(['documents', 'text_2', 'items', 'data_2', 'input']);

/**
 * Writes a body otherwise, so that it means the same: fields left out as null, numbers and truth values as lenient servers read
 * them, and texts as objects and as text parts.
 *
 * @param seed chooses which of these are done, by its bits and its remainder.
 */
export function disguised(fields: Fields, seed: number): Fields {
  const isAt = (n: number) => ((seed >> n) & 1) === 1;
  const entries = Object.entries(fields).map(([name, value]): [string, unknown] => {
    if (isAt(0) && FLAGS.includes(name)) return [name, flagOtherwise(value, seed)];
    if (isAt(1) && COUNTS.includes(name)) return [name, countOtherwise(value, seed)];
    if (isAt(2) && LISTS.has(name)) return [name, documentsOtherwise(value, seed)];
    return [name, value];
  });
  const absent = FIELDS.filter((name, n) => !Object.hasOwn(fields, name) && isAt(3 + (n % 7)));
  return Object.fromEntries([...entries, ...absent.map((name) => [name, null])]) as Fields;
}

function flagOtherwise(value: unknown, seed: number): unknown {
  if (typeof value !== 'boolean') return value;
  const words = WORDS[`${value}`];
  return words[seed % words.length];
}

function countOtherwise(value: unknown, seed: number): unknown {
  if (typeof value !== 'number' || !Number.isInteger(value) || Math.abs(value) > 1e9) return value;
  return [`${value}`, ` ${value} `, `${value}.0`][seed % 3];
}

function documentsOtherwise(documents: unknown, seed: number): unknown {
  if (!Array.isArray(documents)) return documents;
  return documents.map((document: unknown, n) => {
    if (typeof document !== 'string') return document;
    const content = [{ type: 'text', text: document }];
    return [document, { text: document }, { content: document }, { content }][(seed + n) % 4];
  });
}

/** A body as it goes over the wire, and the coding that its header names. */
export interface PackedBody {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly encoding: string | undefined;
  /** Whether it means what it meant before. */
  readonly isReadable: boolean;
}

const MARK = [0xef, 0xbb, 0xbf];
type Packing = (body: Uint8Array) => PackedBody;

const under =
  (encoding: string | undefined, isReadable = true): Packing =>
  (body) => ({ bytes: Uint8Array.from(body), encoding, isReadable });
const zipped =
  (encoding: string): Packing =>
  (body) =>
    under(encoding)(gzipSync(body));
const marked =
  (pack: Packing): Packing =>
  (body) =>
    pack(Uint8Array.from([...MARK, ...body]));
const halved: Packing = (body) => {
  const whole = gzipSync(body);
  return under('gzip', false)(whole.subarray(0, whole.length / 2));
};

/** Ways to send a body: plain, with a byte order mark, in gzip, in half of it, and under codings that nobody reads. */
export const packings: fc.Arbitrary<Packing> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.constantFrom(
      under(undefined),
      under('identity'),
      marked(under(undefined)),
      zipped('gzip'),
      zipped('GZIP'),
      zipped('x-gzip'),
      marked(zipped('gzip')),
    ),
  },
  fc.constantFrom(halved, under('gzip', false), under('br', false), under('gzip, gzip', false)),
);

/** Ways to write a path with more slashes. */
export const slashings: fc.Arbitrary<(path: string) => string> = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.nat(2))
  .map(([times, ending]) => (path: string) => {
    return path.replaceAll('/', '/'.repeat(times)) + '/'.repeat(ending);
  });
