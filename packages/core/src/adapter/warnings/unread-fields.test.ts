import { beforeEach, expect, test, vi } from 'vitest';
import { passageReaderOf } from '../passage/passage-reader-of.ts';

const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
beforeEach(() => warn.mockClear());

type Hit = Readonly<Record<string, string>>;

const times = (count: number, hit: Hit) => Array.from({ length: count }, () => hit);

/** Reads hits by fields, one after the other. */
function readHits(fields: readonly string[], hits: readonly Hit[]): void {
  const read = passageReaderOf(fields, (hit: Hit, name) => [hit[name] ?? '']);
  for (const hit of hits) void read(hit);
}

test('warns once of a field that none of 20 hits has, beside others that are read', () => {
  readHits(['title', 'bdy'], times(19, { title: 'Apples' }));
  expect(warn).not.toHaveBeenCalled();
  readHits(['title', 'bdy'], times(50, { title: 'Apples' }));
  const message =
    'None of 20 hits has the passage field bdy, which is read beside title: is its name right?';
  expect(warn).toHaveBeenCalledExactlyOnceWith(message, {
    type: 'LbRerankWarning',
    code: 'LB_RERANK_UNREAD_FIELD',
  });
});

test.each<[string, readonly string[], readonly Hit[]]>([
  [
    'one of them has it',
    ['title', 'tags'],
    [{ title: 'a', tags: 'b' }, ...times(50, { title: 'a' })],
  ],
  ['they have none of the fields', ['titel', 'text'], times(50, { title: 'a' })],
  ['it is the only field', ['txt'], times(50, { title: 'a' })],
])('says nothing where %s', (_, fields, hits) => {
  readHits(fields, hits);
  expect(warn).not.toHaveBeenCalled();
});
