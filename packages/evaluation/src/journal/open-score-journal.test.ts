import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LevelProbabilities } from '@lb-rerank/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { JournalWriteError } from '../errors/journal-write-error.ts';
import { MalformedFileError } from '../errors/malformed-file-error.ts';
import { openScoreJournal } from './open-score-journal.ts';

const ANSWER: LevelProbabilities = [0.1, 1 / 3, 0, 1e-9, 0, 0, 0.5];
let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lb-rerank-journal-'));
  path = join(folder, 'model.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function keep(...keys: string[]) {
  await using journal = await openScoreJournal(path);
  for (const key of keys) journal.set(key, ANSWER);
  await journal.flush();
}

test('gives back to the last bit what an earlier process kept', async () => {
  await keep('a', 'b');
  await using journal = await openScoreJournal(path);
  expect(journal.size).toBe(2);
  expect(journal.get('b')).toEqual(ANSWER);
  expect(journal.get('c')).toBeUndefined();
});

test('cuts off a line that a kill broke, however long it is, and goes on behind the one before', async () => {
  await keep('a', 'b');
  const whole = readFileSync(path, 'utf8');
  for (const torn of ['{', `{"key":"${'x'.repeat(200_000)}`, '\0'.repeat(65_536)]) {
    writeFileSync(path, whole + torn);
    await keep('c');
    expect(readFileSync(path, 'utf8')).toBe(whole + whole.split('\n')[0]!.replace('a', 'c') + '\n');
  }
  writeFileSync(path, '{"key":"a","proba');
  await keep('a', 'b');
  expect(readFileSync(path, 'utf8')).toBe(whole);
});

test('writes a pair once', async () => {
  await keep('a', 'a');
  await keep('a');
  expect(readFileSync(path, 'utf8').match(/\n/g)).toHaveLength(1);
});

test('takes what is no distribution over the levels for a pair that was not scored', async () => {
  await keep('a');
  for (const probability of [0, 1, 1e-300]) {
    const probabilities = Array.from({ length: 7 }, () => probability);
    appendFileSync(path, `${JSON.stringify({ key: `of ${probability}`, probabilities })}\n`);
  }
  await using journal = await openScoreJournal(path);
  expect(journal.size).toBe(1);
});

test('names the line of a file that is no journal', async () => {
  await keep('a');
  appendFileSync(path, '{"key":"b"}\n');
  const opening = openScoreJournal(path);
  await expect(opening).rejects.toBeInstanceOf(MalformedFileError);
  await expect(opening).rejects.toThrow(/model\.jsonl:2 is no scored pair/);
});

test.each([
  ['without a line end', 'mine'],
  ['of lines and a rest', '{"key":"a","probabilities":[1,0,0,0,0,0,0]}\nmine'],
  ['of lines of something else', '{"_id":"1"}\n{"_id":"2"}'],
])('leaves a file as it is that is none: one %s', async (_, content) => {
  writeFileSync(path, content);
  await expect(openScoreJournal(path)).rejects.toBeInstanceOf(MalformedFileError);
  expect(readFileSync(path, 'utf8')).toBe(content);
});

test('keeps a second process waiting until it is closed, so that no pair is scored or written twice', async () => {
  const program = `
    import { openScoreJournal } from ${JSON.stringify(new URL('open-score-journal.ts', import.meta.url).href)};
    const onNotice = (line) => console.log(line);
    await using journal = await openScoreJournal(${JSON.stringify(path)}, { onNotice });
    for (const key of ['a', 'b']) journal.set(key, [1, 0, 0, 0, 0, 0, 0]);
    await journal.flush();
  `;
  const journal = await openScoreJournal(path);
  const other = spawn(process.execPath, ['--input-type=module', '-e', program]);
  const exited = once(other, 'exit');
  const [notice] = (await once(other.stdout, 'data')) as [Buffer];
  expect(notice.toString()).toBe(`Another process is writing ${path}; waiting for it.\n`);
  journal.set('a', ANSWER);
  await journal[Symbol.asyncDispose]();
  expect(await exited).toEqual([0, null]);
  expect(readFileSync(path, 'utf8').match(/"key":"[ab]"/g)).toEqual(['"key":"a"', '"key":"b"']);
}, 30_000);

test('says so where the disk is full, and still knows what it was told', async () => {
  // On this device of Linux every write fails like that.
  const journal = await openScoreJournal('/dev/full');
  journal.set('a', ANSWER);
  await expect(journal.flush()).rejects.toThrow(/\/dev\/full could not be written \(ENOSPC/);
  await expect(journal.flush()).rejects.toBeInstanceOf(JournalWriteError);
  expect(journal.get('a')).toEqual(ANSWER);
  await journal[Symbol.asyncDispose]();
});
