import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MalformedFileError } from '../errors/malformed-file-error.ts';
import { readQrels } from './read-qrels.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lb-rerank-qrels-'));
  path = join(folder, 'test.tsv');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function read(content: string | Uint8Array) {
  writeFileSync(path, content);
  const notices: string[] = [];
  const qrels = await readQrels(path, { onNotice: (notice) => notices.push(notice) });
  const grades = [...qrels].map(([id, judged]) => [id, Object.fromEntries(judged)]);
  return { grades: Object.fromEntries(grades) as unknown, notices };
}

const TREC = "is read as TREC's judgements: query id, iteration, document id and grade";

test.each([
  ['tabs', '1\t0\t3\t1\n1\t0\t4\t0\n'],
  ['blanks', '1 0 3 1\n1  0 4 0\n'],
  ['tabs and blanks', '1 0\t3 1\n1 0\t4 0\n'],
  ['Q0', '1 Q0 3 1\n1 q0 4 0\n'],
  ['other iterations', '1\t1\t3\t1\n1\t2\t4\t0\n'],
])("reads TREC's judgements with %s, and tells", async (_, content) => {
  expect(await read(content)).toEqual({
    grades: { 1: { 3: 1, 4: 0 } },
    notices: [`${path} ${TREC}`],
  });
});

test("reads TREC's remarks and further words as trec_eval does, also packed", async () => {
  path += '.gz';
  const { grades, notices } = await read(gzipSync('# by hand\n1 0 3 1 surely\n'));
  expect(grades).toEqual({ 1: { 3: 1 } });
  expect(notices).toEqual([
    `${path} ${TREC}`,
    `${path}: lines that begin with # are passed over (1)`,
    `${path}: words behind column 4 are passed over (on lines: 1)`,
  ]);
});

test.each([
  ['ids that are integers', 'query-id\tcorpus-id\tscore\n1\t7\t2\n', { 1: { 7: 2 } }],
  [
    'the document 0',
    'query-id\tcorpus-id\tscore\n1\t0\t1\n2\t0\t3\n',
    { 1: { 0: 1 }, 2: { 0: 3 } },
  ],
  ['an id with blanks', 'query-id\tcorpus-id\tscore\na 0 b\t0\t1\n', { 'a 0 b': { 0: 1 } }],
  ['words behind', 'query-id\tcorpus-id\tscore\n1\t0\t1\tAnn\n', { 1: { 0: 1 } }],
  ['numbers behind', 'query-id\tcorpus-id\tscore\n1\t7\t1\t99\n', { 1: { 7: 1 } }],
  ['no heading', '1\t0\t1\n1\t7\t2\n', { 1: { 0: 1, 7: 2 } }],
  ['no heading, and numbers behind', '1\td7\t1\t99\n', { 1: { d7: 1 } }],
])("reads BEIR's judgements with %s as such", async (_, content, expected) => {
  const { grades, notices } = await read(content);
  expect(grades).toEqual(expected);
  expect(notices.join()).not.toContain('TREC');
});

const MIXED = 'is a heading, as BEIR has it, but below it stand query id, iteration, document id';

test.each([
  ['a heading', 'query-id\tcorpus-id\tscore\n1\t0\t3\t1\n2\t0\t4\t0\n', `:1 ${MIXED}`],
  ['another heading', '\nqid iter docid rel\n1 Q0 d1 1\n', `:2 ${MIXED}`],
  [
    'a grade that is none',
    '1\t0\td1\t1\n1\t0\td2\thigh\n',
    ':2 has a grade that is not an integer',
  ],
  ['a fraction first', '1\t0\t3\t1.5\n', ':1 has a grade that is not an integer'],
  ['a missing column', '1\t0\t3\t1\n1\t0\t4\n', ':2 has 3 columns and not 4'],
  ['a pair twice', '1 0 3 1\n1 0 3 1\n', ':2 judges document 3 for query 1 again'],
])("refuses TREC's judgements with %s", async (_, content, message) => {
  await expect(read(content)).rejects.toThrow(MalformedFileError);
  await expect(read(content)).rejects.toThrow(`${path}${message}`);
});

test.each([
  ['a fraction', '1\td1\t1.5\n1\td2\t1\n', ':1 has a grade that is not an integer'],
  ['blanks', '1 d1 1\n1 d2 1\n', ':1 is not query id, document id and grade between tabs'],
  ['no iteration further down', '1 0 d1 1\n1 d2 1\n', ':1 is not query id, document id and grade'],
])('never passes over a first line with a grade as a heading: %s', async (_, content, message) => {
  await expect(read(content)).rejects.toThrow(`${path}${message}`);
});
