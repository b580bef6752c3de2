import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { describeWithEngines } from '../engines/describe-with-engines.ts';

const EXAMPLES = join(import.meta.dirname, '../../examples');

/** Runs an example as a user does; it exits with another status than 0 unless its own check holds. */
async function run(name: string, env: Record<string, string> = {}): Promise<string> {
  const path = join(EXAMPLES, name, `${name}.ts`);
  expect((await readFile(path, 'utf8')).split('\n').length).toBeLessThanOrEqual(40);
  const { stdout } = await execa(process.execPath, [path], {
    env: { ...env, LB_RERANK_OFFLINE: '1' },
  });
  return stdout;
}

describe('examples', () => {
  test('local ranks inside the process', async () => {
    expect(await run('local')).not.toBe('');
  });
});

describeWithEngines('examples on Elasticsearch', ['elasticsearch'], ({ elasticsearch }) => {
  test('elasticsearch shows four documents in their new order', async () => {
    const output = await run('elasticsearch', { ELASTICSEARCH_URL: elasticsearch });
    expect(output).toContain('Malus domestica');
  });
});

describeWithEngines('examples on Qdrant', ['qdrant'], ({ qdrant }) => {
  test('qdrant shows four points in their new order', async () => {
    expect(await run('qdrant', { QDRANT_URL: qdrant })).toContain('Malus domestica');
  });
});
