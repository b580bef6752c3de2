import { cp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from '../testing/run-command.ts';
import { serveScores } from '../testing/serve-scores.ts';
import { writeCollection } from '../testing/write-collection.ts';

const METRICS = ['--metrics', 'mrr,recall@10', '--depths', '2,4'];

test('keeps the report of another first stage and its runs, and says where', async () => {
  const folder = await writeCollection();
  const { url } = await serveScores();
  const args = ['eval', 'fruits', '--url', url, '--out', 'out', ...METRICS];
  await runCommand(args, { folder });
  const before = await readFile(join(folder, 'out/results.json'), 'utf8');
  await cp(join(folder, 'out/fruits/MiniSearch.run'), join(folder, 'words.run'));

  const { stderr } = await runCommand([...args, '--run', 'words.run'], { folder });
  const [, kept] = /^The earlier report, which has other results, is kept in (\S+)$/m.exec(stderr)!;
  expect(await readFile(join(kept!, 'results.json'), 'utf8')).toBe(before);
  const runs = await readdir(join(kept!, 'fruits'));
  expect(runs.toSorted()).toEqual(['MiniSearch.run', 'lb-reranker.run']);
  expect(await readFile(join(folder, 'out/report.md'), 'utf8')).toContain('first stage words.run');
  // The pairs were scored in the first evaluation, so nothing was timed in this one.
  const { times, origin } = JSON.parse(await readFile(join(folder, 'out/report.json'), 'utf8'));
  expect(times).toEqual({ fruits: { 'lb-reranker': [] } });
  expect(origin.command).toBe(`lb-rerank ${args.join(' ')} --run words.run`);
});
