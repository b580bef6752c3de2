import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from '../testing/run-command.ts';
import { serveScores } from '../testing/serve-scores.ts';
import { writeCollection } from '../testing/write-collection.ts';

// The documents have ids that could be grades, and one has the id that TREC's lines have in their second column.
const CORPUS = [0, 1, 2, 3].map((id) => `{"_id":"${id}","text":"fig ${id}"}\n`).join('');
const QUERIES = '{"_id":"1","text":"fig"}\n';

test.each(['1\t0\t3\t1\n1\t0\t2\t0\n', '1 0 3 1\n1 Q0 2 0\n'])(
  "lb-rerank eval reads TREC's judgements by their own columns: %j",
  async (judgements) => {
    const folder = await writeCollection({
      'corpus.jsonl': CORPUS,
      'queries.jsonl': QUERIES,
      'qrels/test.tsv': judgements,
    });
    await writeFile(join(folder, 'my.run'), '1 Q0 3 1 9 x\n1 Q0 0 2 8 x\n');
    const { url } = await serveScores();
    const args = ['eval', 'fruits', '--url', url, '--run', 'my.run', '--format', 'json'];
    const { exitCode, stdout, stderr } = await runCommand([...args, '--metrics', 'mrr'], {
      folder,
    });
    expect(stderr).toContain("qrels/test.tsv is read as TREC's judgements: query id, iteration,");
    expect(JSON.parse(stdout).dataSets[0].systems[0].mean.mrr).toBe(1);
    expect(exitCode).toBe(0);
  },
);

test("lb-rerank eval refuses TREC's judgements below BEIR's heading", async () => {
  const folder = await writeCollection({
    'corpus.jsonl': CORPUS,
    'queries.jsonl': QUERIES,
    'qrels/test.tsv': 'query-id\tcorpus-id\tscore\n1\t0\t3\t1\n',
  });
  const args = ['eval', 'fruits', '--url', 'http://127.0.0.1:9/v1'];
  const { exitCode, stderr } = await runCommand(args, { folder });
  expect(stderr).toMatch(
    /qrels\/test\.tsv:1 is a heading, .* take the heading away, or the column/,
  );
  expect(exitCode).toBe(2);
});
