import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { InterruptedError } from '../errors/interrupted-error.ts';
import { runCommand } from '../testing/run-command.ts';
import { serveScores } from '../testing/serve-scores.ts';
import { writeCollection } from '../testing/write-collection.ts';

const METRICS = ['--metrics', 'mrr,recall@10', '--depths', '2,4'];

describe('lb-rerank eval', () => {
  test('puts the first stage beside the model, and writes the report, the runs and every score', async () => {
    const folder = await writeCollection();
    const { url, prompts } = await serveScores();
    const args = ['eval', 'fruits', '--url', url, '--out', 'out', ...METRICS];
    const { exitCode, stdout, stderr } = await runCommand(args, { folder });
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(stdout).toMatch(/^\| MiniSearch +\| 0\.50000 \| +1\.00000 \|$/m);
    expect(stdout).toMatch(/^\| lb-reranker +\| 0\.\d{5} \| +1\.00000 \|$/m);
    expect(stdout).toContain('6 queries, 24 pairs, first stage MiniSearch');
    // One is the question whether the server has this mode.
    expect(prompts).toHaveLength(25);
    expect(await readdir(join(folder, 'out'))).toEqual([
      'fruits',
      'report.html',
      'report.json',
      'report.md',
      'results.json',
    ]);
    const run = await readFile(join(folder, 'out/fruits/lb-reranker.run'), 'utf8');
    expect(run.split('\n')[0]).toMatch(/^q-apple Q0 apple\d 1 \d\.\d+ lb-reranker$/);
    const journal = await readFile(join(folder, 'out/fruits/lb-reranker.jsonl'), 'utf8');
    expect(journal.trim().split('\n')).toHaveLength(24);
  });

  test('scores nothing again on a second run, and gives the same results', async () => {
    const folder = await writeCollection();
    const { url, prompts } = await serveScores();
    const args = ['eval', 'fruits', '--url', url, '--out', 'out', ...METRICS];
    await runCommand(args, { folder });
    const results = await readFile(join(folder, 'out/results.json'), 'utf8');
    const asked = prompts.length;
    await runCommand(args, { folder });
    expect(prompts.slice(asked)).toHaveLength(1);
    expect(await readFile(join(folder, 'out/results.json'), 'utf8')).toBe(results);
  });

  test('stops cleanly on Ctrl-C, keeps what was scored, and goes on from there', async () => {
    const folder = await writeCollection();
    const stop = new AbortController();
    const { url, prompts } = await serveScores(() => {
      if (prompts.length === 9) stop.abort(new InterruptedError('SIGINT'));
      return false;
    });
    const args = ['eval', 'fruits', '--url', url, '--out', 'out', ...METRICS];
    const stopped = await runCommand(args, { folder, signal: stop.signal });
    expect(stopped).toMatchObject({ exitCode: 130, stdout: '' });
    const journal = () => readFile(join(folder, 'out/fruits/lb-reranker.jsonl'), 'utf8');
    const kept = (await journal()).trim().split('\n').length;
    expect(kept).toBeGreaterThanOrEqual(8);
    const asked = prompts.length;
    const resumed = await runCommand(args, { folder });
    expect(resumed.exitCode).toBe(0);
    expect(prompts.length - asked).toBe(24 - kept + 1);
  });

  test('measures several systems and formulas side by side, as JSON', async () => {
    const folder = await writeCollection();
    const [one, two] = [await serveScores(), await serveScores()];
    const systems = ['--system', `one=${one.url}`, '--system', `two=${two.url}`];
    const args = ['eval', 'fruits', ...systems, '--formula', 'expected,card', '--format', 'json'];
    const { stdout } = await runCommand([...args, ...METRICS], { folder });
    const { dataSets } = JSON.parse(stdout);
    const names = dataSets[0].systems.map(({ name }: { name: string }) => name);
    expect(names).toEqual([
      'MiniSearch',
      'one (expected)',
      'one (card)',
      'two (expected)',
      'two (card)',
    ]);
  });

  test('takes a run file as the first stage', async () => {
    const folder = await writeCollection();
    await writeFile(join(folder, 'my.run'), 'q-fig Q0 fig3 1 9 x\nq-fig Q0 fig1 2 8 x\n');
    const { url } = await serveScores();
    const args = ['eval', 'fruits', '--run', 'my.run', '--url', url, ...METRICS];
    const { stdout } = await runCommand(args, { folder });
    expect(stdout).toMatch(/^\| my\.run +\| 1\.00000 \| +1\.00000 \|$/m);
  });

  test('ends with 1 where a model is under a threshold, and says which', async () => {
    const folder = await writeCollection();
    const { url } = await serveScores();
    const args = ['eval', 'fruits', '--url', url, ...METRICS, '--fail-under', 'recall@1=1'];
    const { exitCode, stdout, stderr } = await runCommand(args, { folder });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/lb-reranker on fruits: recall@1 is 0\.\d{5}, under 1/);
    expect(stdout).toContain('| lb-reranker ');
    const fine = await runCommand([...args.slice(0, -1), 'recall@1=0'], { folder });
    expect(fine.exitCode).toBe(0);
  });

  test('prints the published tables of all nine sets, and their means, without measuring', async () => {
    const { stdout } = await runCommand(['eval', '--compare', 'published']);
    expect(stdout).toMatch(/^\| scifact +\| lightblue\/lb-reranker-v1\.0 +\| 0\.75549 \|/m);
    expect(stdout).toMatch(/^\| mean of the nine \| lightblue\/lb-reranker-v1\.0 +\| 0\.45961 \|/m);
    expect(stdout.match(/^\| /gm)).toHaveLength(2 + 36 + 4);
  });
});

test.each<[string, string[], Record<string, string>, string]>([
  [
    'a malformed line',
    [],
    { 'queries.jsonl': '{"_id":"q-fig","text":"x"}\n{' },
    'queries.jsonl:2 is not valid JSON',
  ],
  [
    'an id that comes twice',
    [],
    { 'corpus.jsonl': '{"_id":"a","text":"x"}\n'.repeat(2) },
    'repeats the id a',
  ],
  [
    'a judgement of an unknown document',
    [],
    { 'qrels/test.tsv': 'q-fig\tx\t1\n' },
    'judges the unknown document x',
  ],
  ['an empty set of judgements', [], { 'qrels/test.tsv': '' }, 'qrels/test.tsv holds no judgement'],
  ['an empty corpus', [], { 'corpus.jsonl': '' }, 'judges the unknown document'],
  [
    'a run of another collection',
    ['--run', 'fruits/x.run'],
    { 'x.run': '7 Q0 d 1 1 x\n' },
    'fruits/x.run answers none of the judged queries: is it of another collection? ids look like "7" there and like "q-apple", "q-pear", "q-plum" in the judgements',
  ],
  [
    'a run with unknown documents',
    ['--run', 'fruits/x.run'],
    { 'x.run': 'q-fig Q0 d 1 1 x\n' },
    'x.run has the unknown document d',
  ],
  ['an unknown metric', ['--metrics', 'accuracy'], {}, 'has no "accuracy"'],
  ['a threshold without a value', ['--fail-under', 'ndcg@10'], {}, 'such as ndcg@10=0.70'],
  ['Elasticsearch without an address', ['--first-stage', 'elasticsearch'], {}, '--elasticsearch'],
  [
    'an index of no engine',
    ['--index', 'articles'],
    {},
    '--index: is for an Elasticsearch index of your own (--elasticsearch with --index) or a Qdrant collection (--qdrant with --index); the first stage here is MiniSearch, in memory',
  ],
  ['Qdrant without a collection', ['--qdrant', 'http://127.0.0.1:9'], {}, '--index'],
])('lb-rerank eval refuses %s before a pair is scored', async (_, flags, files, message) => {
  const folder = await writeCollection(files);
  const { url, prompts } = await serveScores();
  const { exitCode, stdout, stderr } = await runCommand(
    ['eval', 'fruits', '--url', url, ...flags],
    {
      folder,
    },
  );
  expect(stderr).toContain(message);
  expect(stdout).toBe('');
  expect(exitCode).toBe(2);
  expect(prompts.length).toBeLessThanOrEqual(1);
});

test.each<[string, string[], (folder: string) => string]>([
  [
    'collection',
    ['missing'],
    (folder) =>
      `collection: there is no folder ${folder}/missing, which should hold corpus.jsonl, queries.jsonl and qrels/test.tsv`,
  ],
  [
    'split',
    ['fruits', '--split', 'dev'],
    (folder) => `collection fruits: there is no file ${folder}/fruits/qrels/dev.tsv`,
  ],
  [
    'run',
    ['fruits', '--run', 'missing.run'],
    (folder) => `--run missing.run: there is no file ${folder}/missing.run`,
  ],
])('lb-rerank eval names the %s that is missing', async (_, args, message) => {
  const folder = await writeCollection();
  const { url } = await serveScores();
  const { exitCode, stderr } = await runCommand(['eval', ...args, '--url', url], { folder });
  expect(stderr).toBe(`lb-rerank: ${message(folder)}\n`);
  expect(exitCode).toBe(4);
});
