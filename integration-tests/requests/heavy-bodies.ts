import * as fc from 'fast-check';
import { rerankFields } from './rerank-bodies.ts';

/** A body, and the path that it is posted to. */
export interface PostedBody {
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const times = (count: number, piece: string, join = ',') => Array(count).fill(piece).join(join);
const numbered = (count: number, piece: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => piece(n)).join(',');
const ask = (rest: string) => `{"query":"q",${rest}}`;

/** Bodies that are small for what they cost a server that looks at them without limits, by what is too much in them. */
export const DEADLY_BODIES: Readonly<Record<string, readonly [path: string, body: string]>> = {
  'numbers as documents': ['/v1/rerank', ask(`"documents":[${times(250_000, '1')}]`)],
  'more numbers as documents': ['/v1/rerank', ask(`"documents":[${times(1_000_000, '1')}]`)],
  'numbers as rank_fields': [
    '/v1/rerank',
    ask(`"documents":["a"],"rank_fields":[${times(250_000, '1')}]`),
  ],
  'numbers as text_2': ['/score', `{"text_1":"q","text_2":[${times(250_000, '1')}]}`],
  'numbers as text_1': ['/score', `{"text_1":[${times(250_000, '1')}],"text_2":["a"]}`],
  'numbers as texts': ['/rerank', ask(`"texts":[${times(250_000, '1')}]`)],
  'numbers as input': ['/v1/reranking', ask(`"input":[${times(250_000, '1')}]`)],
  'numbers as passages': [
    '/v1/ranking',
    `{"query":{"text":"q"},"passages":[${times(250_000, '1')}]}`,
  ],
  'numbers as parts of a query': [
    '/v1/rerank',
    `{"query":{"content":[${times(250_000, '1')}]},"documents":[]}`,
  ],
  'numbers inside of input': [
    '/api/v1/services/rerank/text-rerank/text-rerank',
    `{"input":{"query":"q","documents":[${times(250_000, '1')}]}}`,
  ],
  'empty objects': ['/v1/rerank', ask(`"documents":[${times(700_000, '{}')}]`)],
  'objects with a name of their own': [
    '/v1/rerank',
    ask(`"documents":[${numbered(200_000, (n) => `{"n${n}":"a"}`)}]`),
  ],
  'one document with many names': [
    '/v1/rerank',
    ask(`"documents":[{${numbered(340_000, (n) => `"n${n}":1`)}}]`),
  ],
  'names beside the known ones': [
    '/v1/rerank',
    ask(`"documents":["a"],${numbered(340_000, (n) => `"n${n}":1`)}`),
  ],
  'names of arguments that must be empty': [
    '/v1/rerank',
    ask(`"documents":["a"],"chat_template_kwargs":{${numbered(340_000, (n) => `"n${n}":1`)}}`),
  ],
  'rank_fields times documents': [
    '/v1/rerank',
    ask(
      `"rank_fields":[${numbered(20_000, (n) => `"f${n}"`)}],"documents":[${times(1000, '{"a":"b"}')}]`,
    ),
  ],
  'one rank_field many times': [
    '/v1/rerank',
    ask(`"rank_fields":[${times(50_000, '"a"')}],"documents":[${times(1000, '{"a":"b"}')}]`),
  ],
  'a rank_field of many levels': [
    '/v1/rerank',
    ask(`"rank_fields":["${times(300_000, 'a', '.')}"],"documents":[{"a":{"a":1}}]`),
  ],
  'lists in each other': [
    '/v1/rerank',
    ask(`"documents":${'['.repeat(500_000)}${']'.repeat(500_000)}`),
  ],
  'objects in each other': [
    '/v1/rerank',
    ask(`"documents":${'{"a":'.repeat(300_000)}1${'}'.repeat(300_000)}`),
  ],
  'a number of many digits': [
    '/v1/rerank',
    ask(`"top_n":${'1'.repeat(7_000_000)},"documents":["a"]`),
  ],
  'blanks as a number': ['/v1/rerank', ask(`"top_n":"${' '.repeat(7_000_000)}","documents":["a"]`)],
  'a query of escapes': ['/v1/rerank', `{"query":"${'\\n'.repeat(3_900_000)}a","documents":["a"]}`],
  'a long query for many documents': [
    '/v1/rerank',
    `{"query":"${'apple '.repeat(160_000)}","documents":[${times(1000, '"a"')}]}`,
  ],
};

const DOCUMENTS = 1000;

/** Makes a request of as many documents, and as long ones, as are taken, of a text that is repeated. */
function fullRequest(text: string, maxBytes: number): PostedBody {
  const escaped = JSON.stringify(text).length - 2 + Buffer.byteLength(text) - text.length;
  const documents = Array.from({ length: DOCUMENTS }, (_, n) =>
    text.repeat(Math.floor((0.98 * maxBytes) / DOCUMENTS / escaped)).concat(`${n}`),
  );
  const bytes = new TextEncoder().encode(JSON.stringify({ query: 'q', documents }));
  return { path: '/v1/rerank', bytes };
}

/** Makes the largest requests that can be answered, in scripts and signs that cost most to read and write. */
export function fullRequests(maxBytes: number): PostedBody[] {
  return ['苹果', 'aé中🍎\n<|im_end|>'].map((text) => fullRequest(text, maxBytes));
}

/**
 * Draws bodies of the fuzz grammar and keeps the largest, each grown to the size of the largest body that is read: its lists are
 * repeated up to their limit, then its texts.
 */
export function largestBodies(
  paths: readonly string[],
  {
    count,
    maxBytes,
    seed,
  }: { readonly count: number; readonly maxBytes: number; readonly seed: number },
): PostedBody[] {
  const drawn = fc.sample(rerankFields, { numRuns: count * 10, seed });
  const sized = drawn.map((body) => ({ body, length: JSON.stringify(body).length }));
  return sized
    .toSorted((a, b) => b.length - a.length)
    .slice(0, count)
    .map(({ body }, n) => ({ path: paths[n % paths.length]!, bytes: grown(body, maxBytes) }));
}

/** Repeats what the lists of a body hold, and then its texts, until it has about so many bytes. */
function grown(body: Record<string, unknown>, maxBytes: number): Uint8Array<ArrayBuffer> {
  const encode = (lists: number, texts: number) =>
    new TextEncoder().encode(JSON.stringify(repeated(body, lists, texts)));
  const long = encode(1000, 1);
  const larger = encode(1000, Math.max(1, Math.floor((0.95 * maxBytes) / long.byteLength)));
  return larger.byteLength <= maxBytes ? larger : long;
}

function repeated(value: unknown, lists: number, texts: number): unknown {
  if (typeof value === 'string') return value.repeat(texts);
  if (typeof value !== 'object' || value === null) return value;
  if (!Array.isArray(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, repeated(each, lists, texts)]),
    );
  }
  const entries = value.map((each) => repeated(each, 1, texts));
  return Array.from(
    { length: Math.min(1000, entries.length * lists) },
    (_, n) => entries[n % entries.length],
  );
}
