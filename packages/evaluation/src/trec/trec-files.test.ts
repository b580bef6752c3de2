import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Qrels } from '../qrels/qrels.ts';
import type { Run } from '../metrics/run.ts';
import { readTrecQrels } from './read-trec-qrels.ts';
import { readTrecRun } from './read-trec-run.ts';
import { writeTrecQrels } from './write-trec-qrels.ts';
import { writeTrecRun } from './write-trec-run.ts';

const run: Run = new Map([
  [
    '2',
    new Map([
      ['low', -1e-7],
      ['high', 1 / 3],
      ['tied', 1 / 3],
    ]),
  ],
  ['10', new Map([['d', 12]])],
]);
const qrels: Qrels = new Map([
  [
    '2',
    new Map([
      ['low', 3],
      ['high', -1],
    ]),
  ],
]);

let folder: string;
const at = (name: string) => join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lb-rerank-trec-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test.each(['run.txt', 'run.txt.gz'])('reads back the very run it wrote: %s', async (name) => {
  await writeTrecRun(at(name), run);
  expect(await readTrecRun(at(name))).toEqual(run);
});

test.each(['qrels.txt', 'qrels.txt.gz'])('reads back the very judgements: %s', async (name) => {
  await writeTrecQrels(at(name), qrels);
  expect(await readTrecQrels(at(name))).toEqual(qrels);
});

test('writes ranks in the order that the metrics see', async () => {
  await writeTrecRun(at('run.txt'), run, 'bm25');
  expect(readFileSync(at('run.txt'), 'utf8').split('\n').slice(0, 3)).toEqual([
    '2 Q0 tied 1 0.3333333333333333 bm25',
    '2 Q0 high 2 0.3333333333333333 bm25',
    '2 Q0 low 3 -1e-7 bm25',
  ]);
});

test('takes tabs and runs of blanks, and does not believe the rank', async () => {
  writeFileSync(at('run.txt'), '1\tQ0\ta   7 1.5e0 x\r\n\n 1 Q0 b 1 1 x\n');
  expect(await readTrecRun(at('run.txt'))).toEqual(
    new Map([
      [
        '1',
        new Map([
          ['a', 1.5],
          ['b', 1],
        ]),
      ],
    ]),
  );
});

test.each([
  ['1 Q0 a 1 2', ':2 has 5 columns and not 6'],
  ['1 Q0 a 1 high x', ':2 has a score that is not a number'],
  ['1 Q0 z 1 2 x', ':2 has document z of query 1 again'],
])('names file and line of a faulty run: %s', async (line, message) => {
  writeFileSync(at('run.txt'), `1 Q0 z 1 3 x\n${line}\n`);
  await expect(readTrecRun(at('run.txt'))).rejects.toThrow(`run.txt${message}`);
});

test('reads a query whose lines do not stand together, and notices a document that comes twice', async () => {
  writeFileSync(at('run.txt'), '1 Q0 a 1 3 x\n2 Q0 a 1 3 x\n1 Q0 b 2 2 x\n');
  expect((await readTrecRun(at('run.txt'))).get('1')?.size).toBe(2);
  writeFileSync(at('run.txt'), '1 Q0 a 1 3 x\n2 Q0 a 1 3 x\n1 Q0 b 2 2 x\n1 Q0 a 3 1 x\n');
  await expect(readTrecRun(at('run.txt'))).rejects.toThrow(
    /run\.txt:3 or a line below it has document a of query 1 again/,
  );
});

test.each([
  ['1 0 a', ':2 has 3 columns and not 4'],
  ['1 0 a 1.5', ':2 has a grade that is not an integer'],
  ['1 0 z 0', ':2 judges document z for query 1 again'],
])('names file and line of faulty judgements: %s', async (line, message) => {
  writeFileSync(at('qrels.txt'), `1 0 z 1\n${line}\n`);
  await expect(readTrecQrels(at('qrels.txt'))).rejects.toThrow(`qrels.txt${message}`);
});

test('names the file where the disk is full', async () => {
  const writing = writeTrecRun('/dev/full', new Map([['1', new Map([['a', 1]])]]));
  await expect(writing).rejects.toThrow('/dev/full cannot be written: ENOSPC');
});

test('refuses ids that a TREC file cannot hold', async () => {
  const blank: Run = new Map([['1', new Map([['a document', 1]])]]);
  await expect(writeTrecRun(at('run.txt'), blank)).rejects.toThrow(/document id must be without/);
  expect(existsSync(at('run.txt'))).toBe(false);
});

describe('lines that differ from the format', () => {
  const lines = '# made by bm25\n1 Q0 a 1 2.5 bm25 and more\n#1 Q0 b 1 9 bm25\n1 Q0 c 2 1 bm25 x\n';
  const judgements = '# judged by hand\n1 0 a 1 surely\n1 0 b 0\n';

  test('are read as far as they are those of a run, with one notice for each kind', async () => {
    writeFileSync(at('run.txt'), lines);
    const notices: string[] = [];
    const onNotice = (notice: string) => notices.push(notice);
    const { '1': scores } = Object.fromEntries(await readTrecRun(at('run.txt'), { onNotice }));
    expect([...scores!]).toEqual([
      ['a', 2.5],
      ['c', 1],
    ]);
    expect(notices).toEqual([
      `${at('run.txt')}: lines that begin with # are passed over (2)`,
      `${at('run.txt')}: words behind column 6 are passed over (on lines: 2)`,
    ]);
  });

  test('are read as far as they are judgements, with one notice for each kind', async () => {
    writeFileSync(at('qrels.txt'), judgements);
    const notices: string[] = [];
    const onNotice = (notice: string) => notices.push(notice);
    const { '1': grades } = Object.fromEntries(await readTrecQrels(at('qrels.txt'), { onNotice }));
    expect([...grades!]).toEqual([
      ['a', 1],
      ['b', 0],
    ]);
    expect(notices).toEqual([
      `${at('qrels.txt')}: lines that begin with # are passed over (1)`,
      `${at('qrels.txt')}: words behind column 4 are passed over (on lines: 1)`,
    ]);
  });

  test('are no notice where there are none, nor an error where nobody listens', async () => {
    writeFileSync(at('run.txt'), '1 Q0 a 1 2.5 bm25\n');
    const onNotice = () => expect.unreachable();
    expect((await readTrecRun(at('run.txt'), { onNotice })).size).toBe(1);
    writeFileSync(at('run.txt'), lines);
    expect((await readTrecRun(at('run.txt'))).size).toBe(1);
  });
});
