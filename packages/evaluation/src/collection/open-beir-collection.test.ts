import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MalformedFileError } from '../errors/malformed-file-error.ts';
import { openBeirCollection } from './open-beir-collection.ts';

const CORPUS = '{"_id":"d1","title":"T","text":"one"}\n{"_id":"d2","text":"two"}\n';
const QUERIES = '{"_id":"1","text":"first"}\n{"_id":"2","text":"second"}\n';
const QRELS = 'query-id\tcorpus-id\tscore\n1\td1\t2\n1\td2\t0\n';

let folder: string;
const write = (name: string, content: string | Uint8Array) =>
  writeFileSync(join(folder, name), content);

async function readAll() {
  const collection = await openBeirCollection(folder);
  const documents = [];
  for await (const document of collection.documents()) documents.push(document);
  return { ...collection, documents };
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lb-rerank-beir-'));
  mkdirSync(join(folder, 'qrels'));
  write('corpus.jsonl', CORPUS);
  write('queries.jsonl', QUERIES);
  write('qrels/test.tsv', QRELS);
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('openBeirCollection', () => {
  test('reads documents, queries and judgements', async () => {
    const { documents, queries, qrels } = await readAll();
    expect(documents).toEqual([
      { id: 'd1', title: 'T', text: 'one' },
      { id: 'd2', title: '', text: 'two' },
    ]);
    expect(queries.get('2')).toBe('second');
    expect(qrels).toEqual(
      new Map([
        [
          '1',
          new Map([
            ['d1', 2],
            ['d2', 0],
          ]),
        ],
      ]),
    );
  });

  test.each<[string, string, string, string]>([
    [
      'a judged document that the corpus lacks',
      'corpus.jsonl',
      '{"_id":"d1","text":"one"}',
      '1 of 2 judged documents are not in the corpus, such as d2',
    ],
    [
      'another heading',
      'qrels/test.tsv',
      'query\tdoc\tlabel\n1\td1\t2\n1\td2\t0\n',
      'test.tsv:1 is read as a heading',
    ],
    [
      'a heading of one word below a blank line',
      'qrels/test.tsv',
      '\njudgements\n1\td1\t2\n1\td2\t0\n',
      'test.tsv:2 is read as a heading',
    ],
    [
      'judgements without a heading',
      'qrels/test.tsv',
      '1\td1\t2\n1\td2\t0\n',
      'test.tsv:1 is read as a judgement, though BEIR has a heading there',
    ],
    [
      'more columns',
      'qrels/test.tsv',
      'query-id\tcorpus-id\tscore\tby\n1\td1\t2\tAnn\n1\td2\t0\t\n',
      'words behind column 3 are passed over (on lines: 2)',
    ],
    [
      'a pair that is judged twice',
      'qrels/test.tsv',
      `${QRELS}1\td1\t2\n`,
      '1 pair is judged again, and the last grade counts',
    ],
  ])('reads %s, with a notice', async (_, name, content, notice) => {
    write(name, content);
    const notices: string[] = [];
    const { documents, qrels } = await openBeirCollection(folder, 'test', {
      onNotice: (told) => notices.push(told),
    });
    for await (const document of documents()) expect(document.id).toMatch(/^d/);
    expect(notices).toEqual([expect.stringContaining(notice)]);
    expect(Object.fromEntries(qrels.get('1')!)).toEqual({ d1: 2, d2: 0 });
  });

  test('reads judgements in quotation marks, as tables are written that way', async () => {
    write('qrels/test.tsv', '"query-id"\t"corpus-id"\t"score"\n"1"\t"d1"\t"2"\n"1"\td2\t0 \n');
    const notices: string[] = [];
    const { qrels } = await openBeirCollection(folder, 'test', {
      onNotice: (told) => notices.push(told),
    });
    expect(Object.fromEntries(qrels.get('1')!)).toEqual({ d1: 2, d2: 0 });
    expect(notices).toEqual([]);
  });

  test('reads gzip, Windows line ends, a byte order mark, blank lines and no line end at the end', async () => {
    rmSync(join(folder, 'corpus.jsonl'));
    write('corpus.jsonl.gz', gzipSync(CORPUS.trimEnd()));
    write('queries.jsonl', `\uFEFF${QUERIES.replaceAll('\n', '\r\n\r\n')}`);
    write('qrels/test.tsv', QRELS.replaceAll('\n', '\r\n'));
    const { documents, queries, qrels } = await readAll();
    expect(documents).toHaveLength(2);
    expect([...queries]).toEqual([
      ['1', 'first'],
      ['2', 'second'],
    ]);
    expect(qrels.get('1')?.get('d1')).toBe(2);
  });

  test('keeps characters whole across chunks, and line separators inside a string', async () => {
    const text = `a\u2028${'🍎é'.repeat(50_000)}`;
    write('corpus.jsonl', `${JSON.stringify({ _id: 'd1', text })}\n{"_id":"d2","text":""}`);
    const { documents } = await readAll();
    expect(documents[0]?.text).toBe(text);
  });

  test.each([
    ['corpus.jsonl', `${CORPUS}\n{"_id":"secret words`, 'corpus.jsonl:4 is not valid JSON'],
    ['corpus.jsonl', '[]', 'corpus.jsonl:1 is not a JSON object'],
    ['corpus.jsonl', '{"_id":7,"text":""}', 'corpus.jsonl:1 has no string field "_id"'],
    ['corpus.jsonl', '{"_id":"7"}', 'corpus.jsonl:1 has no string field "text"'],
    [
      'corpus.jsonl',
      '{"_id":"d9","text":""}',
      'test.tsv judges the unknown document d1, and no other that is in the corpus; ids look like "d9" there',
    ],
    ['queries.jsonl', `${QUERIES}{"_id":"1","text":""}`, 'queries.jsonl:3 repeats the id 1'],
    ['queries.jsonl', '{"_id":"7","text":""}', 'test.tsv judges the unknown query 1'],
    ['qrels/test.tsv', `${QRELS}2\td1\thigh`, 'test.tsv:4 has a grade that is not an integer'],
    ['qrels/test.tsv', `${QRELS}2 d1 1`, 'test.tsv:4 is not query id, document id and grade'],
  ])('names file and line of a fault in %s: %s', async (name, content, message) => {
    write(name, content);
    const error: unknown = await readAll().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(MalformedFileError);
    expect(error).toMatchObject({ code: 'invalid_request' });
    expect(String(error)).toContain(message);
    expect(String(error)).not.toContain('secret');
  });

  test('names a gzip file that is broken off', async () => {
    rmSync(join(folder, 'corpus.jsonl'));
    write('corpus.jsonl.gz', gzipSync(CORPUS).subarray(0, 40));
    await expect(readAll()).rejects.toThrow(/corpus\.jsonl\.gz cannot be unpacked/);
  });

  test('can be left early', async () => {
    rmSync(join(folder, 'corpus.jsonl'));
    write('corpus.jsonl.gz', gzipSync(CORPUS.repeat(100_000)));
    const { documents } = await openBeirCollection(folder);
    for await (const { id } of documents()) {
      expect(id).toBe('d1');
      break;
    }
  });

  test.each(['corpus.jsonl', 'queries.jsonl', 'qrels/test.tsv'])(
    'names %s where it is missing, before anything is read',
    async (name) => {
      rmSync(join(folder, name));
      const path = join(folder, name);
      const message = `collection ${basename(folder)}: there is no file ${path}`;
      await expect(openBeirCollection(folder)).rejects.toThrow(
        expect.objectContaining({ name: 'UnreadableFileError', message, path }) as Error,
      );
    },
  );

  test('names a file that is a folder', async () => {
    rmSync(join(folder, 'corpus.jsonl'));
    mkdirSync(join(folder, 'corpus.jsonl'));
    await expect(openBeirCollection(folder)).rejects.toThrow(/corpus\.jsonl is a folder/);
  });

  test('says what a folder should hold that is not there', async () => {
    const missing = join(folder, 'missing');
    await expect(openBeirCollection(missing, 'dev')).rejects.toThrow(
      `collection: there is no folder ${missing}, which should hold corpus.jsonl, queries.jsonl and qrels/dev.tsv`,
    );
  });
});
