import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { runCommand } from '../testing/run-command.ts';
import { serveScores } from '../testing/serve-scores.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { writeCollection } from '../testing/write-collection.ts';

const PAIRS = Array.from({ length: 600 }, (_, n) => ({
  query: `query ${Math.floor(n / 7)}`,
  passage: `passage ${n}`,
  id: n,
}));
const linesOf = (rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
const parsed = (text: string): Record<string, unknown>[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

async function folderWith(files: Record<string, string | Uint8Array>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

describe('lb-rerank rerank', () => {
  test('gives every pair its score, in input order, with the fields that it came with', async () => {
    const folder = await folderWith({ 'pairs.jsonl.gz': gzipSync(linesOf(PAIRS)) });
    const { url } = await serveScores();
    const { exitCode, stdout, stderr } = await runCommand(
      ['rerank', 'pairs.jsonl.gz', '--url', url],
      { folder },
    );
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    const rows = parsed(stdout);
    expect(rows.map(({ id }) => id)).toEqual(PAIRS.map(({ id }) => id));
    expect(new Set(rows.map(({ score }) => score)).size).toBeGreaterThan(500);
    for (const { score, relevance_score: relevance } of rows) {
      expect(relevance).toBe(((score as number) - 1) / 6);
    }
    expect(stderr).toMatch(/600 pairs in .* pairs\/s, by lb-reranker.* at http/);
    expect(stderr).toContain(` at ${url}, which does not answer as the LB Reranker does\n`);
  });

  test('answers requests with several documents as rerank interfaces do', async () => {
    const documents = ['one', { text: 'two', title: 'x' }, 'three', ' '];
    const rows = [
      { query: 'q', documents, top_n: 3, id: 7 },
      { query: 'q', documents: [] },
    ];
    const folder = await folderWith({ 'requests.jsonl': linesOf(rows) });
    const { url } = await serveScores();
    const { stdout } = await runCommand(['rerank', 'requests.jsonl', '--url', url], { folder });
    const [first, second] = parsed(stdout) as { id?: number; results: { score: number }[] }[];
    expect(first?.id).toBe(7);
    const scores = first!.results.map(({ score }) => score);
    expect(scores).toHaveLength(3);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(second?.results).toEqual([]);
  });

  test('goes on where it was stopped, to the same bytes, and scores no finished line again', async () => {
    const folder = await folderWith({ 'pairs.jsonl': linesOf(PAIRS) });
    const { url, prompts } = await serveScores();
    const output = join(folder, 'scored.jsonl');
    const args = ['rerank', 'pairs.jsonl', '--output', 'scored.jsonl', '--url', url];
    await runCommand(args, { folder });
    const whole = await readFile(output, 'utf8');
    for (const bytes of [0, 100, 20_000, whole.length - 1, whole.length]) {
      await writeFile(output, whole);
      await truncate(output, bytes);
      const done = whole.slice(0, bytes).split('\n').length - 1;
      const asked = prompts.length;
      const { stderr } = await runCommand(args, { folder });
      expect(await readFile(output, 'utf8')).toBe(whole);
      expect(stderr.includes('by the model, fields and chunks of the earlier run')).toBe(done > 0);
      // One prompt is the question whether the server has this mode, if it is asked for anything.
      expect(prompts.length - asked).toBe(done === 600 ? 0 : 600 - done + 1);
    }
  });

  test('reranks a run into a run, and goes on with it too', async () => {
    const folder = await writeCollection();
    const run = ['fig', 'plum', 'pear'].flatMap((fruit) =>
      [1, 2, 3, 4].map((n) => `q-${fruit} Q0 ${fruit}${n} ${n} ${9 - n} bm25\n`),
    );
    await writeFile(join(folder, 'in.run'), run.join(''));
    const { url } = await serveScores();
    const texts = ['--queries', 'fruits/queries.jsonl', '--corpus', 'fruits/corpus.jsonl'];
    const args = ['rerank', 'in.run', ...texts, '--output', 'out.run', '--url', url];
    expect(await runCommand(args, { folder })).toMatchObject({ exitCode: 0 });
    const output = join(folder, 'out.run');
    const whole = await readFile(output, 'utf8');
    const rows = whole
      .trim()
      .split('\n')
      .map((line) => line.split(' '));
    expect(rows.map(([queryId]) => queryId)).toEqual(run.map((line) => line.split(' ')[0]));
    const scores = rows.slice(0, 4).map((row) => Number(row[4]));
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    await truncate(output, Math.floor(whole.length * 0.6));
    await runCommand(args, { folder });
    expect(await readFile(output, 'utf8')).toBe(whole);
  });

  test('reads a run with remarks and further words, and says how many', async () => {
    const folder = await writeCollection();
    const run = '# bm25\nq-fig Q0 fig1 1 9 bm25 and more\nq-fig Q0 fig2 2 8 bm25\n';
    await writeFile(join(folder, 'in.run'), run);
    const { url } = await serveScores();
    const texts = ['--queries', 'fruits/queries.jsonl', '--corpus', 'fruits/corpus.jsonl'];
    const { stdout, stderr } = await runCommand(['rerank', 'in.run', ...texts, '--url', url], {
      folder,
    });
    expect(stdout).toMatch(/^(q-fig Q0 fig[12] [12] [\d.]+ lb-rerank\n){2}$/);
    expect(stderr).toContain('in.run: lines that begin with # are passed over (1)\n');
    expect(stderr).toContain('in.run: words behind column 6 are passed over (on lines: 1)\n');
  });

  test('leaves a line that the model refuses without a score, and goes on', async () => {
    const folder = await folderWith({
      'pairs.jsonl': linesOf([{ query: `long ${'x'.repeat(50)}`, passage: 'a' }, PAIRS[0]!]),
    });
    const { url } = await serveScores((prompt) => prompt.includes('long x'));
    const { exitCode, stdout, stderr } = await runCommand(['rerank', 'pairs.jsonl', '--url', url], {
      folder,
    });
    const [refused, scored] = parsed(stdout);
    expect(refused).toMatchObject({ score: null, relevance_score: null });
    expect(refused?.['error']).toMatch(/context/);
    expect(scored?.['score']).toBeTypeOf('number');
    expect(stderr).toContain('the model refused 1 line, which says so');
    expect(exitCode).toBe(0);
  });

  test('says so where the disk is full', async () => {
    const folder = await folderWith({ 'pairs.jsonl': linesOf(PAIRS) });
    const { url } = await serveScores();
    const args = ['rerank', 'pairs.jsonl', '--output', '/dev/full', '--url', url];
    const { exitCode, stderr } = await runCommand(args, { folder });
    expect(stderr).toMatch(/\/dev\/full could not be written \(ENOSPC/);
    expect(exitCode).toBe(4);
  });
});

test.each([
  [
    'a malformed line',
    'a.jsonl',
    `${linesOf(PAIRS.slice(0, 2))}{"query":`,
    'a.jsonl:3 is not valid JSON (--on-bad-line skip goes on without such lines)',
  ],
  ['a pair without a query', 'a.jsonl', '{"passage":"x"}', 'a.jsonl:1 has no "query"'],
  [
    'a pair without a passage',
    'a.jsonl',
    '{"query":"x","id":7}',
    'a.jsonl:1 has no text "passage" or "text" or "document"; its fields are "query", "id"',
  ],
  ['a passage of another kind', 'a.jsonl', '{"query":"x","text":7}', 'has a "text" without text'],
  ['a blank query', 'a.jsonl', '{"query":" ","text":"x"}', 'has a "query" without text'],
  [
    'a document without text',
    'a.jsonl',
    '{"query":"x","documents":[{}]}',
    'a.jsonl:1 has a document without text',
  ],
  [
    'a run without texts',
    'a.run',
    '1 Q0 d 1 1 x',
    'a.run: its name does not end in .jsonl or .jsonl.gz, as pairs do; if it is a TREC run, name its texts by --queries and --corpus',
  ],
])('lb-rerank rerank refuses %s', async (_, name, content, message) => {
  const folder = await folderWith({ [name]: content });
  const { url } = await serveScores();
  const { exitCode, stderr } = await runCommand(['rerank', name, '--url', url], { folder });
  expect(stderr).toContain(message);
  expect(exitCode).toBe(2);
});
