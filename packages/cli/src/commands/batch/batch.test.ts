import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { soundAnswer } from '@lb-rerank/core/testing';
import { describe, expect, test } from 'vitest';
import { pairId } from '../../bulk/batch/pair-id.ts';
import { runCommand } from '../../testing/run-command.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';

const ROWS = [
  { query: 'a', passage: 'one' },
  { query: 'a', documents: ['two', '', 'three'] },
  { query: 'b', text: 'four' },
];
/** Exported pairs' ids by their numbers; the third is blank. */
const IDS = {
  1: pairId(1, { query: 'a', passage: 'one' }),
  2: pairId(2, { query: 'a', passage: 'two' }),
  4: pairId(4, { query: 'a', passage: 'three' }),
  5: pairId(5, { query: 'b', passage: 'four' }),
};
/** Writes a result as an engine does for a request that went well. */
function resultOf(id: string, probabilities: readonly number[]): object {
  const exchange = { path: '/v1/chat/completions', body: {} } as Parameters<typeof soundAnswer>[0];
  const body = { model: 'lb', ...soundAnswer(exchange, probabilities) };
  return { custom_id: id, response: { status_code: 200, body }, error: null };
}
const certain = (level: number) => Array.from({ length: 7 }, (_, n) => (n + 1 === level ? 1 : 0));
const linesOf = (rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
const IMPORT = [
  'batch',
  'import',
  'pairs.jsonl',
  '--results',
  'results.jsonl',
  '--output',
  'o.jsonl',
];

async function folderWith(results: readonly object[]): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'pairs.jsonl'), linesOf(ROWS));
  await writeFile(join(folder, 'results.jsonl'), linesOf(results));
  return folder;
}

describe('lb-rerank batch', () => {
  test('exports a request for each pair with text', async () => {
    const folder = await folderWith([]);
    const args = ['batch', 'export', 'pairs.jsonl', '--output', 'requests.jsonl', '--model', 'lb'];
    const { stderr } = await runCommand(args, { folder });
    expect(stderr).toBe('4 requests: requests.jsonl; 1 blank passage, left out\n');
    const text = await readFile(join(folder, 'requests.jsonl'), 'utf8');
    const requests = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const ids = requests.map((request) => request.custom_id);
    expect(ids).toEqual(Object.values(IDS));
    expect(requests[0]).toMatchObject({
      method: 'POST',
      url: '/v1/chat/completions',
      body: {
        model: 'lb',
        messages: [{ role: 'system' }, { content: '<<<Query>>>\na\n\n<<<Context>>>\none' }],
        max_tokens: 1,
        logprobs: true,
        top_logprobs: 14,
        logprob_token_ids: [16, 17, 18, 19, 20, 21, 22],
      },
    });
  });

  test('imports results in any order, and says which lines have none', async () => {
    const folder = await folderWith([
      resultOf(IDS[5], certain(7)),
      resultOf(IDS[2], certain(2)),
      resultOf(IDS[4], certain(5)),
      {
        custom_id: IDS[1],
        response: { status_code: 400, body: { error: { message: 'too long' } } },
        error: null,
      },
    ]);
    const { exitCode, stderr } = await runCommand(IMPORT, { folder });
    expect(stderr).toBe(
      '5 pairs: o.jsonl; 1 blank passage, without a score; 1 line lacks scores, and says so\n',
    );
    expect(exitCode).toBe(0);
    const text = await readFile(join(folder, 'o.jsonl'), 'utf8');
    expect(
      text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      {
        query: 'a',
        passage: 'one',
        score: null,
        relevance_score: null,
        error: 'the batch answered with status 400: too long',
      },
      {
        query: 'a',
        results: [
          { index: 2, score: 5, relevance_score: 4 / 6 },
          { index: 0, score: 2, relevance_score: 1 / 6 },
          { index: 1, score: null, relevance_score: null },
        ],
      },
      { query: 'b', text: 'four', score: 7, relevance_score: 1 },
    ]);
  });

  test('imports what succeeded and what failed from two files, and says of each line what it lacks', async () => {
    const withoutLogprobs = { choices: [{ message: { content: '7' } }], model: 'lb' };
    const folder = await folderWith([
      resultOf(IDS[1], certain(7)),
      { custom_id: IDS[2], response: { status_code: 200, body: withoutLogprobs }, error: null },
    ]);
    const failed = { custom_id: IDS[4], response: null, error: { message: 'expired' } };
    await writeFile(join(folder, 'errors.jsonl'), linesOf([failed]));
    const { exitCode } = await runCommand(
      [...IMPORT, '--results', 'results.jsonl', 'errors.jsonl'],
      { folder },
    );
    expect(exitCode).toBe(0);
    const lines = (await readFile(join(folder, 'o.jsonl'), 'utf8')).trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { error?: string }).error)).toEqual([
      undefined,
      'the batch answered without logprobs',
      'the batch has no result for it',
    ]);
  });

  test('gives the other fields of a line back to the byte', async () => {
    const folder = await folderWith([resultOf('pair-1', certain(7))]);
    const line = String.raw`{"id":653247040368672768,"by":"Andr\u00e9","query":"a","passage":"one"`;
    await writeFile(join(folder, 'pairs.jsonl'), `${line}}\n`);
    await runCommand(IMPORT, { folder });
    const text = await readFile(join(folder, 'o.jsonl'), 'utf8');
    expect(text).toBe(`${line},"score":7,"relevance_score":1}\n`);
  });

  test('does not write over the results that it imports', async () => {
    const results = [resultOf(IDS[1], certain(1))];
    const folder = await folderWith(results);
    const { exitCode, stderr } = await runCommand([...IMPORT.slice(0, -1), 'results.jsonl'], {
      folder,
    });
    expect(stderr).toContain('--output: results.jsonl is the input itself');
    expect(exitCode).toBe(2);
    expect(await readFile(join(folder, 'results.jsonl'), 'utf8')).toBe(linesOf(results));
  });
});
