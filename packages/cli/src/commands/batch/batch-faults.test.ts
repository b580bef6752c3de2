import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { soundAnswer } from '@lb-rerank/core/testing';
import { describe, expect, test } from 'vitest';
import { runCommand } from '../../testing/run-command.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';

const ROWS = ['one', 'two', 'three'].map((passage) => ({ query: 'a', passage }));
const linesOf = (rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

type Exported = { custom_id: string; body: object };

/** Answers each exported request as an engine does, surely with its number as the level. */
function answersTo(requests: readonly Exported[]): object[] {
  return requests.map(({ custom_id: id, body }, level) => {
    const exchange = { path: '/v1/chat/completions', body } as Parameters<typeof soundAnswer>[0];
    const probabilities = Array.from({ length: 7 }, (_, n) => (n === level ? 1 : 0));
    const answer = { model: 'lb', ...soundAnswer(exchange, probabilities) };
    return { custom_id: id, response: { status_code: 200, body: answer }, error: null };
  });
}

/** A folder with an input, and the requests that were exported from it. */
async function exported(rows: readonly object[] = ROWS) {
  const folder = await temporaryFolder();
  const path = (name: string) => join(folder, name);
  await writeFile(path('pairs.jsonl'), linesOf(rows));
  await runCommand(['batch', 'export', 'pairs.jsonl', '--output', 'requests.jsonl'], { folder });
  const text = await readFile(path('requests.jsonl'), 'utf8');
  const requests = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Exported);
  return { folder, path, requests };
}

const importInto = (folder: string, ...results: string[]) =>
  runCommand(['batch', 'import', 'pairs.jsonl', '--results', ...results, '--output', 'o.jsonl'], {
    folder,
  });
const importedFrom = async (folder: string) =>
  (await readFile(join(folder, 'o.jsonl'), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { score: number | null; error?: string });

describe('lb-rerank batch import', () => {
  test.each([
    ['another text', [ROWS[0]!, { query: 'a', passage: 'four' }, ROWS[2]!]],
    ['another query', [ROWS[0]!, { query: 'b', passage: 'two' }, ROWS[2]!]],
    ['a line less', [ROWS[1]!, ROWS[2]!]],
    ['the texts joined otherwise', [{ query: 'ao', passage: 'ne' }, ROWS[1]!, ROWS[2]!]],
  ])('refuses the results of a batch whose input has %s', async (_, others) => {
    const { folder, path } = await exported();
    const other = await exported(others);
    await writeFile(path('results.jsonl'), linesOf(answersTo(other.requests)));
    await writeFile(path('o.jsonl'), 'what was there\n');
    const { exitCode, stderr } = await importInto(folder, 'results.jsonl');
    expect(stderr).toMatch(
      /results\.jsonl:[12] is of another pair [12] than the input's: import it with the file.* \(its id is pair-([12])-[\da-f]{12}, the input's pair-\1-[\da-f]{12}\)/,
    );
    expect(exitCode).toBe(2);
    expect(await readFile(path('o.jsonl'), 'utf8')).toBe('what was there\n');
    expect((await readdir(folder)).toSorted()).toEqual([
      'o.jsonl',
      'pairs.jsonl',
      'requests.jsonl',
      'results.jsonl',
    ]);
  });

  test('says of results that are of no pair how many there are', async () => {
    const { folder, path, requests } = await exported();
    await writeFile(path('results.jsonl'), linesOf(answersTo(requests)));
    await writeFile(path('pairs.jsonl'), linesOf(ROWS.slice(0, 1)));
    const { exitCode, stderr } = await importInto(folder, 'results.jsonl');
    expect(stderr).toContain('results.jsonl: 2 results are of no pair of pairs.jsonl\n');
    expect(exitCode).toBe(0);
  });

  test('imports what matches, and tells of few lines that do not, and of the number of more', async () => {
    const { folder, path, requests } = await exported();
    const others = Array.from({ length: 9 }, (_, n) => ({ custom_id: `request-${n}` }));
    await writeFile(path('results.jsonl'), linesOf([...others, answersTo(requests)[0]!]));
    const { exitCode, stderr } = await importInto(folder, 'results.jsonl');
    expect(exitCode).toBe(0);
    expect(stderr.match(/it is left out/g)).toHaveLength(5);
    expect(stderr).toContain('results.jsonl: 4 more lines are left out\n');
    expect(stderr).toContain('3 pairs: o.jsonl; 2 lines lack scores, and say so\n');
    expect((await importedFrom(folder)).map(({ score }) => score)).toEqual([1, null, null]);
  });

  test('reads the results of an earlier export, and says what their ids do not tell', async () => {
    const { folder, path, requests } = await exported();
    const earlier = requests.map((one, n) => ({ ...one, custom_id: `pair-${n + 1}` }));
    await writeFile(path('results.jsonl'), linesOf(answersTo(earlier)));
    const { stderr } = await importInto(folder, 'results.jsonl');
    expect(stderr).toContain('from an earlier export, so nothing tells if it was of this');
    expect((await importedFrom(folder)).map(({ score }) => score)).toEqual([1, 2, 3]);
  });

  const unsure = {
    choices: [{ logprobs: { content: [{ top_logprobs: [{ token: '1', logprob: -9 }] }] } }],
  };
  test.each<[string, unknown, RegExp]>([
    ['has no body', undefined, /no chat completion/],
    ['is a text', 'Bad gateway', /without logprobs/],
    ['is null', null, /no chat completion/],
    ['is of another interface', { scores: [1] }, /no chat completion|without logprobs/],
    ['is of another model', { model: 'lb', ...unsure }, /not the LB Reranker/],
  ])('imports the other lines where an answer %s', async (_, body, reason) => {
    const { folder, path, requests } = await exported();
    const [first, bad, third] = answersTo(requests);
    const results = [first!, { ...bad, response: { status_code: 200, body } }, third!];
    await writeFile(path('results.jsonl'), linesOf(results));
    const { exitCode, stderr } = await importInto(folder, 'results.jsonl');
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    const imported = await importedFrom(folder);
    expect(imported.map(({ score }) => score)).toEqual([1, null, 3]);
    expect(imported[1]!.error).toMatch(reason);
  });

  test.each([
    ['is broken off', (line: string) => line.slice(0, 40), 'is not valid JSON'],
    ['is no object', () => '[]', 'is not a JSON object'],
    ['has no id', (line: string) => line.replace('custom_id', 'id'), 'has no "custom_id"'],
    ['has an id of somebody else', (line: string) => line.replace('pair-', 'r-'), '"custom_id"'],
  ])('imports the other lines where one %s', async (_, spoil, problem) => {
    const { folder, path, requests } = await exported();
    const lines = answersTo(requests).map((row) => JSON.stringify(row));
    await writeFile(path('results.jsonl'), [lines[0], spoil(lines[1]!), lines[2]].join('\n'));
    const { exitCode, stderr } = await importInto(folder, 'results.jsonl');
    expect(stderr).toMatch(new RegExp(`results\\.jsonl:2 .*${problem}.*; it is left out\n`));
    expect(exitCode).toBe(0);
    const imported = await importedFrom(folder);
    expect(imported.map(({ score }) => score)).toEqual([1, null, 3]);
    expect(imported[1]!.error).toBe('the batch has no result for it');
  });

  test('takes the score of a pair that was refused first and sent again, whichever file is named first', async () => {
    const { folder, path, requests } = await exported();
    const [first, second, third] = answersTo(requests);
    const refused = { ...second, response: null, error: { message: 'expired' } };
    await writeFile(path('results.jsonl'), linesOf([first!, refused, third!]));
    await writeFile(path('again.jsonl'), linesOf([second!]));
    for (const files of [
      ['results.jsonl', 'again.jsonl'],
      ['again.jsonl', 'results.jsonl'],
    ]) {
      await importInto(folder, ...files);
      expect((await importedFrom(folder)).map(({ score }) => score)).toEqual([1, 2, 3]);
    }
  });
});
