import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from '../testing/run-command.ts';
import { serveScores } from '../testing/serve-scores.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const SKIP = ['--on-bad-line', 'skip'];
const pair = (n: number) => `{"id":${n},"query":"q ${n}","passage":"p ${n}"}`;
const joined = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');
const INPUT = joined([pair(0), '7']);

async function folderWith(files: Record<string, string>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

test('a file of refused lines is emptied when none is refused any more, and made when one is', async () => {
  const folder = await folderWith({ 'pairs.jsonl': joined([pair(0)]) });
  const { url } = await serveScores();
  const args = ['rerank', 'pairs.jsonl', '--url', url, ...SKIP, '--refused-lines', 'bad.jsonl'];
  await runCommand(args, { folder });
  expect(existsSync(join(folder, 'bad.jsonl'))).toBe(false);
  await writeFile(join(folder, 'pairs.jsonl'), joined([pair(0), '7']));
  await runCommand(args, { folder });
  const refused = await readFile(join(folder, 'bad.jsonl'), 'utf8');
  expect(refused).toBe('# line 2 of pairs.jsonl is not a JSON object\n7\n');
  await writeFile(join(folder, 'pairs.jsonl'), joined([pair(0)]));
  const { stderr } = await runCommand(args, { folder });
  expect(await readFile(join(folder, 'bad.jsonl'), 'utf8')).toBe('');
  expect(stderr).not.toContain('refused');
});

test('lines that were mended in their file are kept when the job is run once more', async () => {
  const folder = await folderWith({ 'pairs.jsonl': joined([pair(0), '7']) });
  const { url } = await serveScores();
  const args = ['rerank', 'pairs.jsonl', '--output', 'o.jsonl', '--url', url, ...SKIP];
  await runCommand(args, { folder });
  const remark = '# line 2 of pairs.jsonl is not a JSON object';
  await writeFile(join(folder, 'o.refused.jsonl'), joined([remark, pair(1)]));
  const { exitCode, stderr } = await runCommand(args, { folder });
  expect(exitCode).toBe(0);
  expect(await readFile(join(folder, 'o.refused.jsonl'), 'utf8')).toBe(`${remark}\n7\n`);
  const kept = (await readdir(folder)).filter((name) => name.includes('earlier'));
  expect(kept).toEqual([expect.stringMatching(/^o\.refused\.earlier-20\d\d-.*Z\.jsonl$/)]);
  expect(stderr).toContain(`The earlier o.refused.jsonl is kept: ${join(folder, kept[0]!)}\n`);
  expect(await readFile(join(folder, kept[0]!), 'utf8')).toBe(`${remark}\n${pair(1)}\n`);
});

test.each([
  ['notes', 'my notes\n'],
  ["another input's lines", '# line 2 of other.jsonl is not a JSON object\n7\n'],
])('leaves a file as it is that holds %s', async (_, content) => {
  const folder = await folderWith({ 'pairs.jsonl': INPUT, 'o.refused.jsonl': content });
  const { url } = await serveScores();
  const args = ['rerank', 'pairs.jsonl', '--output', 'o.jsonl', '--url', url, ...SKIP];
  const { exitCode, stderr } = await runCommand(args, { folder });
  expect(stderr).toContain(
    '--refused-lines: o.refused.jsonl holds something else than the refused lines of pairs.jsonl',
  );
  expect(exitCode).toBe(2);
  expect(await readFile(join(folder, 'o.refused.jsonl'), 'utf8')).toBe(content);
});

test.each([
  [['--on-bad-line', 'skip'], 'name a file by --refused-lines, or the --output'],
  [['--refused-lines', 'x'], '--refused-lines: is for --on-bad-line skip'],
  [[...SKIP, '--refused-lines', 'pairs.jsonl'], 'pairs.jsonl is the input itself'],
  [[...SKIP, '--output', 'o', '--refused-lines', './o'], './o is the output itself'],
])('%j is refused before any work', async (flags, message) => {
  const folder = await folderWith({ 'pairs.jsonl': INPUT });
  const { exitCode, stderr } = await runCommand(['rerank', 'pairs.jsonl', ...flags], { folder });
  expect(stderr).toContain(message);
  expect(exitCode).toBe(2);
  expect(await readFile(join(folder, 'pairs.jsonl'), 'utf8')).toBe(INPUT);
});
