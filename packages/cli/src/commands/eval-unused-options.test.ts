import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from '../testing/run-command.ts';
import { serveScores } from '../testing/serve-scores.ts';
import { writeCollection } from '../testing/write-collection.ts';

const ELASTICSEARCH = ['--elasticsearch', 'http://127.0.0.1:9'];
const QDRANT = ['--qdrant', 'http://127.0.0.1:9', '--index', 'mine'];
const OWN = 'an Elasticsearch index of your own (--elasticsearch with --index)';
const MADE = 'an Elasticsearch index that is made (--elasticsearch without --index)';
const COLLECTION = 'a Qdrant collection (--qdrant with --index)';
const MEMORY = 'MiniSearch, in memory';

test.each<[string[], string, string]>([
  [['--fields', 'body'], `${OWN} or ${COLLECTION}`, MEMORY],
  [['--fields', 'body', ...ELASTICSEARCH], `${OWN} or ${COLLECTION}`, MADE],
  [['--id-field', 'id', ...ELASTICSEARCH], COLLECTION, MADE],
  [['--using', 'dense', '--run', 'my.run'], COLLECTION, 'a run file (--run)'],
  [['--embeddings-url', 'http://127.0.0.1:9/v1'], COLLECTION, MEMORY],
  [['--embeddings-model', 'e5', ...ELASTICSEARCH, '--index', 'mine'], COLLECTION, OWN],
  [['--analyzer', 'cjk'], MADE, MEMORY],
  [['--analyzer', 'english', ...QDRANT], MADE, COLLECTION],
  [['--keep-index', ...ELASTICSEARCH, '--index', 'mine'], MADE, OWN],
  [['--index', 'mine', '--run', 'my.run'], `${OWN} or ${COLLECTION}`, 'a run file (--run)'],
  [['--embeddings-query-prefix', 'query: '], COLLECTION, MEMORY],
  [
    ['--passage-field', 'body', ...QDRANT],
    `a run file (--run) or ${MADE} or ${MEMORY}`,
    COLLECTION,
  ],
])('lb-rerank eval refuses %j, and says where it applies', async (flags, where, here) => {
  const folder = await writeCollection();
  const args = ['eval', 'fruits', '--url', 'http://127.0.0.1:9/v1', ...flags];
  const { exitCode, stderr } = await runCommand(args, { folder });
  expect(stderr).toBe(`lb-rerank: ${flags[0]}: is for ${where}; the first stage here is ${here}\n`);
  expect(exitCode).toBe(2);
});

test.each<[string[], string, string]>([
  [['--run', 'my.run', ...ELASTICSEARCH], '--elasticsearch', '--run'],
  [['--run', 'my.run', ...QDRANT], '--qdrant', '--run'],
  [[...ELASTICSEARCH, ...QDRANT], '--qdrant', '--elasticsearch'],
  [['--run', 'my.run', '--first-stage', 'minisearch'], '--run', '--first-stage minisearch'],
  [['--run', 'my.run', '--first-stage', 'elasticsearch'], '--run', '--first-stage elasticsearch'],
  [[...QDRANT, '--first-stage', 'elasticsearch'], '--qdrant', '--first-stage elasticsearch'],
])('lb-rerank eval refuses a second first stage: %j', async (flags, other, asked) => {
  const folder = await writeCollection();
  const args = ['eval', 'fruits', '--url', 'http://127.0.0.1:9/v1', ...flags];
  const { exitCode, stderr } = await runCommand(args, { folder });
  expect(stderr).toBe(
    `lb-rerank: ${other}: names a first stage, and so does ${asked}, which is the one that is asked; leave one of the two out\n`,
  );
  expect(exitCode).toBe(2);
});

test('lb-rerank eval refuses the user of an engine that is not asked', async () => {
  const folder = await writeCollection();
  const flags = ['--url', 'http://127.0.0.1:9/v1', '--elasticsearch-user', 'me'];
  const { exitCode, stderr } = await runCommand(['eval', 'fruits', ...flags], { folder });
  expect(stderr).toBe(
    'lb-rerank: --elasticsearch-user: is for Elasticsearch, which is not the first stage here\n',
  );
  expect(exitCode).toBe(2);
});

test('lb-rerank eval takes a run file beside engines of the environment', async () => {
  const folder = await writeCollection();
  await writeFile(join(folder, 'my.run'), 'q-fig Q0 fig3 1 9 x\n');
  const { url } = await serveScores();
  const environment = {
    LB_RERANK_ELASTICSEARCH: 'http://127.0.0.1:9',
    LB_RERANK_QDRANT: 'http://127.0.0.1:9',
  };
  const args = ['eval', 'fruits', '--url', url, '--run', 'my.run'];
  const { exitCode, stdout } = await runCommand(args, { folder, environment });
  expect(stdout).toContain('first stage my.run');
  expect(exitCode).toBe(0);
});

test('lb-rerank eval asks the engine of a flag before one of the environment', async () => {
  const folder = await writeCollection();
  const environment = { LB_RERANK_ELASTICSEARCH: 'http://127.0.0.1:9' };
  const args = ['eval', 'fruits', '--url', 'http://127.0.0.1:9/v1', ...QDRANT];
  const { stderr } = await runCommand(args, { folder, environment });
  expect(stderr).toMatch(/^lb-rerank: --embeddings-model: name the model that embedded/);
});

test('lb-rerank eval refuses folders beside --compare, which measures nothing', async () => {
  const { exitCode, stderr } = await runCommand(['eval', 'fruits', '--compare', 'published']);
  expect(stderr).toBe('lb-rerank: --compare: prints tables and measures nothing; name no folder\n');
  expect(exitCode).toBe(2);
});
