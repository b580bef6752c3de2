import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCommand } from '../testing/run-command.ts';
import { serveScores } from '../testing/serve-scores.ts';
import { writeCollection } from '../testing/write-collection.ts';

describe('lb-rerank eval, of rank windows that end early', () => {
  test('replays rank windows that end early from the scores that are known', async () => {
    const folder = await writeCollection();
    const { url, prompts } = await serveScores();
    const args = ['eval', 'fruits', '--url', url, '--out', 'out', '--depths', '2,4'];
    await runCommand(args, { folder });
    const asked = prompts.length;
    const stops = ['--patiences', '1,100', '--min-top-scores', '6.5', '--format', 'json'];
    const { stdout } = await runCommand([...args, ...stops], { folder });
    const [, model] = JSON.parse(stdout).dataSets[0].systems;
    expect(model.earlyStops).toMatchObject([
      { patience: 1, share: 1 },
      { patience: 100, pairs: 24, share: 1, difference: 0 },
      { minTopScore: 6.5, pairs: 24, share: 1, difference: 0 },
    ]);
    expect(prompts.slice(asked)).toHaveLength(1);
    expect(await readFile(join(folder, 'out/report.md'), 'utf8')).toContain('patience 100');
  });

  test.each([
    ['--patiences', '0'],
    ['--min-top-scores', '8'],
    ['--min-top-scores', '7.5'],
  ])('refuses %s %s', async (flag, value) => {
    const { exitCode, stderr } = await runCommand(['eval', 'fruits', flag, value]);
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining(flag),
    });
  });
});
