import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from '../testing/run-command.ts';
import { serveScores } from '../testing/serve-scores.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const filler = 'The river is wide, and its water is cold in spring. '.repeat(60);

test('lb-rerank rerank reads the best chunks of long passages where that is asked for', async () => {
  const folder = await temporaryFolder();
  const passage = `${filler}The okapi lives in the Congo. ${filler}`;
  await writeFile(join(folder, 'pairs.jsonl'), JSON.stringify({ query: 'okapi', passage }));
  const { url, prompts } = await serveScores();
  const args = [
    'rerank',
    'pairs.jsonl',
    '--url',
    url,
    '--best-chunks',
    '1',
    '--chunk-tokens',
    '40',
  ];
  const { exitCode, stdout } = await runCommand(args, { folder });
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ passage, score: expect.any(Number) });
  const read = prompts.filter((prompt) => prompt.includes('The okapi lives in the Congo.'));
  expect(read).toHaveLength(1);
  expect(read[0]!.length).toBeLessThan(1500);
  expect(prompts.some((prompt) => prompt.includes(filler))).toBe(false);
});

test('the size of chunks is refused where none are asked for', async () => {
  const { exitCode, stderr } = await runCommand(['rerank', 'x.jsonl', '--chunk-tokens', '40']);
  expect({ exitCode, stderr }).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('bestChunks'),
  });
});
