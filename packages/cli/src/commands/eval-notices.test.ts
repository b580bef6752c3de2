import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { GOLDEN_PAIRS } from '../doctor/model/golden-pairs.ts';
import { runCommand } from '../testing/run-command.ts';
import { serveFakeVllm } from '../testing/serve-fake-vllm.ts';
import { serveScores } from '../testing/serve-scores.ts';
import { writeCollection } from '../testing/write-collection.ts';

const METRICS = ['--metrics', 'mrr,recall@10', '--depths', '2,4'];

describe('lb-rerank eval', () => {
  test('passes over remarks and further words of a run file, and says how many', async () => {
    const folder = await writeCollection();
    const run = '# bm25\nq-fig Q0 fig3 1 9 x and more\n# end\nq-fig Q0 fig1 2 8 x\n';
    await writeFile(join(folder, 'my.run'), run);
    const { url } = await serveScores();
    const args = ['eval', 'fruits', '--run', 'my.run', '--url', url, ...METRICS];
    const { exitCode, stderr } = await runCommand(args, { folder });
    expect(stderr).toContain('my.run: lines that begin with # are passed over (2)\n');
    expect(stderr).toContain('my.run: words behind column 6 are passed over (on lines: 1)\n');
    expect(stderr).toContain('fruits: 5 of 6 judged queries have no hit in my.run; these are left');
    expect(exitCode).toBe(0);
  });

  test.each([
    ['stand-in', 'standInScore', true, 'lb: a bundled stand-in, not the LB Reranker'],
    ['lb-reranker', 'score', false, undefined],
  ] as const)('knows a served %s by its answers', async (kind, name, isStandIn, notice) => {
    const folder = await writeCollection();
    const url = await serveFakeVllm({ scores: GOLDEN_PAIRS.map((pair) => pair[name]) });
    const args = ['eval', 'fruits', '--url', url, '--out', 'out', ...METRICS];
    const { stdout } = await runCommand([...args, '--format', 'json'], { folder });
    const { dataSets } = JSON.parse(stdout);
    expect(dataSets[0].systems[1]).toMatchObject({ isStandIn, modelKind: kind });
    const markdown = await readFile(join(folder, 'out/report.md'), 'utf8');
    expect(/^\*\*(lb: .*)\.\*\*$/m.exec(markdown)?.[1]).toBe(notice);
  });

  test.each([
    [[], 1, /fruits: 1 hit has the id of its query and is kept, since query fig3 is/],
    [['--identical-ids', 'keep'], 1, /^(?![^]*the id of (?:its|their) query)/],
    [['--identical-ids', 'drop'], 0, /fruits: 1 hit was dropped, which has the id of its query/],
  ])('keeps hits with the id of their query or drops them: %j', async (flags, found, told) => {
    const folder = await writeCollection({
      'queries.jsonl': '{"_id":"fig3","text":"fig"}\n',
      'qrels/test.tsv': 'query-id\tcorpus-id\tscore\nfig3\tfig3\t1\n',
    });
    const { url } = await serveScores();
    const args = ['eval', 'fruits', '--url', url, '--format', 'json', ...METRICS, ...flags];
    const { stdout, stderr } = await runCommand(args, { folder });
    expect(stderr).toMatch(told);
    const { dataSets } = JSON.parse(stdout);
    expect(dataSets[0].systems[1].mean['recall@10']).toBe(found);
  });
});
