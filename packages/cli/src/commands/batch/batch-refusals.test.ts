import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { soundAnswer } from '@lb-rerank/core/testing';
import { expect, test } from 'vitest';
import { pairId } from '../../bulk/batch/pair-id.ts';
import { runCommand } from '../../testing/run-command.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';

const ROWS = ['one', 'two', 'three'].map((passage) => ({ query: 'a', passage }));
const IDS = ROWS.map((pair, n) => pairId(n + 1, pair));
const ARGS = ['pairs.jsonl', '--results', 'results.jsonl', '--output', 'o.jsonl'];
const linesOf = (rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** Writes a result as an engine does, of a mass that is the LB Reranker's or not. */
function resultOf(id: string, mass = 1): object {
  const exchange = { path: '/v1/chat/completions', body: {} } as Parameters<typeof soundAnswer>[0];
  const body = { model: 'lb', ...soundAnswer(exchange, [mass, 0, 0, 0, 0, 0, 0]) };
  return { custom_id: id, response: { status_code: 200, body }, error: null };
}

test.each<[string, object[], string, number]>([
  [
    'results of another input',
    [resultOf('pair-77')],
    `results.jsonl has none of the pairs: its ids look like pair-77, the input's like ${IDS[0]}; import it with the file`,
    2,
  ],
  [
    "results of somebody else's job",
    [resultOf('request-1'), resultOf('request-2')],
    `its ids look like request-1, the input's like ${IDS[0]};`,
    2,
  ],
  [
    'results that are not there yet',
    [],
    'results.jsonl has no result at all: is the batch done?',
    2,
  ],
  [
    'results of which every one is a failure, in words of our own',
    IDS.map((id) => ({
      custom_id: id,
      response: { status_code: 404, body: { error: { message: 'no model for: one' } } },
      error: null,
    })),
    'results.jsonl:1: the batch answered with status 404, and none of the pairs has a score; the line says more\n',
    3,
  ],
  [
    'results without logprobs, all of them',
    IDS.map((id) => ({
      custom_id: id,
      response: { status_code: 200, body: { choices: [{ message: { content: '7' } }] } },
    })),
    'results.jsonl:1: the batch answered without logprobs, and none of the pairs has a score\n',
    3,
  ],
  [
    'the requests themselves',
    IDS.map((id) => ({ custom_id: id, method: 'POST', body: {} })),
    'results.jsonl:1 holds a request and no result: name the file that the engine wrote\n',
    2,
  ],
  ['a line that is no result', [{ id: 1 }], 'results.jsonl:1 has no "custom_id"', 2],
  ['the answers of another model', [resultOf(IDS[0]!, 0.1)], 'so it is not the LB Reranker', 3],
])('lb-rerank batch import refuses %s', async (_, results, message, code) => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'pairs.jsonl'), linesOf(ROWS));
  await writeFile(join(folder, 'results.jsonl'), linesOf(results));
  await writeFile(join(folder, 'o.jsonl'), 'what was there\n');
  const { exitCode, stderr } = await runCommand(['batch', 'import', ...ARGS], { folder });
  expect(stderr).toContain(message);
  expect(exitCode).toBe(code);
  expect(await readFile(join(folder, 'o.jsonl'), 'utf8')).toBe('what was there\n');
  expect((await readdir(folder)).filter((name) => name.includes('partial'))).toEqual([]);
});
