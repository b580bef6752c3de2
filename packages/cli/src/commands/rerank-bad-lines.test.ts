import { existsSync } from 'node:fs';
import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { runCommand } from '../testing/run-command.ts';
import { serveScores } from '../testing/serve-scores.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { writeCollection } from '../testing/write-collection.ts';

const SKIP = ['--on-bad-line', 'skip'];
const pair = (n: number) => `{"id":${n},"query":"q ${n}","passage":"p ${n}"}`;
/** Not UTF-8, no JSON, no object, no passage, a field of the output's: each with a carriage return or a blank to be kept. */
const BAD = [
  Buffer.from('{"query":"secret café","passage":"x"}', 'latin1'),
  Buffer.from('{"query":"secret\r'),
  Buffer.from(' ["secret"] '),
  Buffer.from('{"query":"secret","body":"secret"}'),
  Buffer.from('{"query":"secret","passage":"x","score":1}'),
];
const REASONS = [
  'is not UTF-8',
  'is not valid JSON',
  'is not a JSON object',
  'has no text "passage" or "text" or "document"; its fields are "query", "body"',
  'has a field "score", which the output has for itself: name it otherwise',
];
const joined = (lines: readonly (string | Buffer)[]) =>
  Buffer.concat(lines.flatMap((line) => [Buffer.from(line), Buffer.from('\n')]));
const good = (from: number, count: number) =>
  Array.from({ length: count }, (_, n) => pair(from + n));
/** 400 sound lines, with a bad one behind each 80 of them. */
const INPUT = joined(BAD.flatMap((line, n) => [...good(n * 80, 80), line]));
const REFUSED = joined(
  BAD.flatMap((line, n) => [`# line ${(n + 1) * 81} of pairs.jsonl ${REASONS[n]}`, line]),
);
const idsOf = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { id: number }).id);

async function folderWith(files: Record<string, string | Uint8Array>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

describe('lb-rerank rerank --on-bad-line', () => {
  test('ends at the first bad line by default, names it and the way to go on', async () => {
    const folder = await folderWith({ 'pairs.jsonl': INPUT });
    const { url } = await serveScores();
    const args = ['rerank', 'pairs.jsonl', '--output', 'o.jsonl', '--url', url];
    const { exitCode, stderr } = await runCommand(args, { folder });
    expect(stderr).toContain('pairs.jsonl:81 is not UTF-8 (--on-bad-line skip goes on without');
    expect(exitCode).toBe(2);
    expect(await readdir(folder)).not.toContain('o.refused.jsonl');
  });

  test.each([
    ['pairs.jsonl', INPUT],
    ['pairs.jsonl.gz', gzipSync(INPUT)],
  ])('skip scores the others, and keeps each bad line to the byte: %s', async (name, input) => {
    const folder = await folderWith({ [name]: input });
    const { url } = await serveScores();
    const args = ['rerank', name, '--output', 'o.jsonl', '--url', url, ...SKIP];
    const { exitCode, stderr } = await runCommand(args, { folder });
    expect(exitCode).toBe(0);
    const output = await readFile(join(folder, 'o.jsonl'), 'utf8');
    expect(idsOf(output)).toEqual(Array.from({ length: 400 }, (_, n) => n));
    const refused = await readFile(join(folder, 'o.refused.jsonl'), 'latin1');
    expect(refused).toBe(REFUSED.toString('latin1').replaceAll('pairs.jsonl', name));
    expect(stderr).toContain(
      `${name}: 5 lines are refused, and kept in o.refused.jsonl to be mended and run again; the first: line 81 is not UTF-8\n400 pairs in`,
    );
    expect(stderr).not.toContain('secret');
    expect((await readdir(folder)).toSorted()).toEqual(['o.jsonl', 'o.refused.jsonl', name]);
  });

  test('a mended file of refused lines is run as it is, remarks and all', async () => {
    const folder = await folderWith({ 'pairs.jsonl': INPUT });
    const { url } = await serveScores();
    const args = ['--url', url, ...SKIP];
    await runCommand(['rerank', 'pairs.jsonl', '--output', 'o.jsonl', ...args], { folder });
    const path = join(folder, 'o.refused.jsonl');
    const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
    const mended = lines.map((line, n) => (n % 2 === 1 && n < 8 ? pair(n) : line));
    await writeFile(path, mended.map((line) => `${line}\n`).join(''));
    const again = ['rerank', 'o.refused.jsonl', '--output', 'more.jsonl', ...args];
    const { exitCode, stderr } = await runCommand(again, { folder });
    expect(stderr).toContain('o.refused.jsonl: 1 line is refused');
    expect(exitCode).toBe(0);
    expect(idsOf(await readFile(join(folder, 'more.jsonl'), 'utf8'))).toEqual([1, 3, 5, 7]);
    const left = await readFile(join(folder, 'more.refused.jsonl'), 'utf8');
    expect(left).toBe(`# line 10 of o.refused.jsonl ${REASONS[4]}\n${BAD[4]!.toString()}\n`);
  });

  test('a job that goes on counts all refused lines, and lists none twice', async () => {
    const folder = await folderWith({ 'pairs.jsonl': INPUT });
    const { url } = await serveScores();
    const args = ['rerank', 'pairs.jsonl', '--output', 'o.jsonl', '--url', url, ...SKIP];
    await runCommand(args, { folder });
    const output = join(folder, 'o.jsonl');
    const whole = await readFile(output);
    for (const bytes of [0, 5000, 20_000, whole.length - 1, whole.length]) {
      await truncate(output, bytes);
      const { exitCode, stderr } = await runCommand(args, { folder });
      expect(exitCode).toBe(0);
      expect(stderr).toContain('pairs.jsonl: 5 lines are refused');
      expect(await readFile(output)).toEqual(whole);
      expect(await readFile(join(folder, 'o.refused.jsonl'))).toEqual(REFUSED);
    }
  });

  test('a job that was ended by a bad line goes on behind it with skip', async () => {
    const folder = await folderWith({ 'pairs.jsonl': joined([pair(0), '{', pair(1)]) });
    const { url } = await serveScores();
    const args = ['rerank', 'pairs.jsonl', '--output', 'o.jsonl', '--url', url];
    await runCommand(args, { folder });
    expect(await runCommand([...args, ...SKIP], { folder })).toMatchObject({ exitCode: 0 });
    expect(idsOf(await readFile(join(folder, 'o.jsonl'), 'utf8'))).toEqual([0, 1]);
  });

  test('an input of which no line can be used is refused, with the first reason', async () => {
    const folder = await folderWith({ 'pairs.jsonl': joined(['{"q":"a"}', '{"q":"b"}']) });
    const { url } = await serveScores();
    const args = ['rerank', 'pairs.jsonl', '--output', 'o.jsonl', '--url', url, ...SKIP];
    const { exitCode, stderr } = await runCommand(args, { folder });
    expect(stderr).toContain(
      'pairs.jsonl has no line that can be used: line 1 has no "query"; its fields are "q"\n',
    );
    expect(exitCode).toBe(2);
    expect(existsSync(join(folder, 'o.refused.jsonl'))).toBe(false);
  });

  test('skips lines of a run, each by its own number, and resumes behind them', async () => {
    const folder = await writeCollection();
    const bad: Record<number, [string, string]> = {
      2: ['q-fig Q0 fig2', 'has 3 columns and not 6: query id, Q0, document id, rank, score, name'],
      3: ['q-fig Q0 nut1 1 9 x', 'has the unknown document nut1'],
      4: ['q-fig Q0 fig1 1 9 x', 'has document fig1 of query q-fig again'],
      6: ['q-nut Q0 fig1 1 9 x', 'has the unknown query q-nut'],
      8: ['q-fig Q0 fig3 1 9 x', 'has query q-fig again, after another'],
      9: ['q-plum Q0 plum2 1 high x', 'has a score that is not a number'],
    };
    const sound: Record<number, string> = {
      1: 'q-fig Q0 fig1 1 9 x',
      5: 'q-fig Q0 fig4 1 8 x',
      7: 'q-plum Q0 plum1 1 9 x',
    };
    const lines = Array.from({ length: 9 }, (_, n) => sound[n + 1] ?? bad[n + 1]![0]);
    await writeFile(join(folder, 'in.run'), joined(lines));
    const { url } = await serveScores();
    const texts = ['--queries', 'fruits/queries.jsonl', '--corpus', 'fruits/corpus.jsonl'];
    const args = ['rerank', 'in.run', ...texts, '--output', 'out.run', '--url', url];
    const { stderr } = await runCommand(args, { folder });
    expect(stderr).toContain('in.run:2 has 3 columns and not 6');
    for (const bytes of [0, 30]) {
      await truncate(join(folder, 'out.run'), bytes);
      const result = await runCommand([...args, ...SKIP], { folder });
      expect(result).toMatchObject({ exitCode: 0 });
      expect(result.stderr).toContain('in.run: 6 lines are refused, and kept in out.refused.run');
      const scored = await readFile(join(folder, 'out.run'), 'utf8');
      expect(scored).toMatch(/^(q-fig Q0 fig[14] .*\n){2}q-plum Q0 plum1 .*\n$/);
      expect(await readFile(join(folder, 'out.refused.run'), 'utf8')).toBe(
        Object.entries(bad)
          .map(([number, [line, reason]]) => `# line ${number} of in.run ${reason}\n${line}\n`)
          .join(''),
      );
    }
  });
});
