import { expect, test } from 'vitest';
import { runCommand } from '../testing/run-command.ts';
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
  [['--run', 'my.run', '--first-stage', 'minisearch'], 'a run file (--run)', MEMORY],
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

test('lb-rerank eval refuses folders beside --compare, which measures nothing', async () => {
  const { exitCode, stderr } = await runCommand(['eval', 'fruits', '--compare', 'published']);
  expect(stderr).toBe('lb-rerank: --compare: prints tables and measures nothing; name no folder\n');
  expect(exitCode).toBe(2);
});
