import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openBeirCollection } from './open-beir-collection.ts';

test('a collection takes texts from the fields that are named, and then a title is none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lb-rerank-fields-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'qrels'));
  const files = {
    'corpus.jsonl': '{"_id":"d1","title":"T","text":"one"}\n{"_id":"d2","text":"two"}\n',
    'queries.jsonl': '{"_id":"1","in":{"words":"first"}}\n',
    'qrels/test.tsv': 'query-id\tcorpus-id\tscore\n1\td1\t1\n',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const fields = { queryField: 'in.words', passageFields: ['text', 'title'] };
  const collection = await openBeirCollection(folder, 'test', fields);
  expect(collection.queries.get('1')).toBe('first');
  const documents = [];
  for await (const document of collection.documents()) documents.push(document);
  expect(documents).toEqual([
    { id: 'd1', title: '', text: 'one\nT' },
    { id: 'd2', title: '', text: 'two' },
  ]);
  await expect(openBeirCollection(folder)).rejects.toThrow(
    'queries.jsonl:1 has no string field "text"; its fields are "_id", "in"',
  );
});
