import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from '@elastic/elasticsearch';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { describeWith } from '@lb-rerank/test-engines/needs';

const README = join(import.meta.dirname, '../../../README.md');

describeWith('README', ['elasticsearch', 'vllm'], ({ elasticsearch, vllm }) => {
  test('shows an example of twelve lines that runs as it stands, but for index and addresses', async () => {
    const [, example = ''] = /```ts\n(.*?)```/s.exec(await readFile(README, 'utf8')) ?? [];
    expect(example.trim().split('\n').length).toBeLessThanOrEqual(12);

    const client = new Client({ node: elasticsearch });
    const index = `readme-example-${process.pid}`;
    const texts = ['The scientific name of the apple is Malus domestica.', 'Apples are red.'];
    await client.bulk({
      refresh: true,
      operations: texts.flatMap((text) => [{ index: { _index: index } }, { text }]),
    });
    const program = join(import.meta.dirname, `readme-example-${process.pid}.ts`);
    const addressed = example
      .replaceAll("'articles'", `'${index}'`)
      .replace('http://127.0.0.1:9200', elasticsearch)
      .replace('http://127.0.0.1:8000', vllm);
    expect(addressed).not.toMatch(/:9200|:8000/);
    await writeFile(program, addressed);
    try {
      const { stdout } = await execa(process.execPath, [program]);
      const [outcome, ...lines] = stdout.split('\n');
      expect(outcome).toBe('reranked');
      const scores = lines.map((line) => Number.parseFloat(line));
      expect(scores).toHaveLength(2);
      expect(scores.every((score) => score >= 1 && score <= 7)).toBe(true);
      expect(scores[0]).toBeGreaterThanOrEqual(scores[1]!);
      for (const text of texts) expect(stdout).toContain(text);
    } finally {
      await rm(program, { force: true });
      await client.indices.delete({ index });
    }
  });
});
