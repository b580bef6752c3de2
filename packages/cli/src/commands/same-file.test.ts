import { link, mkdir, readdir, readFile, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCommand } from '../testing/run-command.ts';
import { serveScores } from '../testing/serve-scores.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { writeCollection } from '../testing/write-collection.ts';

const PAIRS = '{"query":"a","passage":"one"}\n{"query":"b","passage":"two"}\n';

/** Makes another name of a file, and gives it. */
const OTHER_NAMES: Record<string, (folder: string, file: string) => Promise<string>> = {
  async 'a link'(folder, file) {
    await symlink(file, join(folder, 'o.jsonl'));
    return 'o.jsonl';
  },
  async 'a link to a link'(folder, file) {
    await symlink(file, join(folder, 'first'));
    await symlink('first', join(folder, 'o.jsonl'));
    return 'o.jsonl';
  },
  async 'a hard link'(folder, file) {
    await link(join(folder, file), join(folder, 'o.jsonl'));
    return 'o.jsonl';
  },
  async 'a linked folder'(folder, file) {
    await mkdir(join(folder, 'real'));
    await symlink('real', join(folder, 'linked'));
    await rename(join(folder, file), join(folder, 'real', file));
    await symlink(join('real', file), join(folder, file));
    return join('linked', file);
  },
  async 'a long way round'(folder, file) {
    await mkdir(join(folder, 'sub'));
    return `sub/../${file}`;
  },
};
const COMMANDS: Record<string, { args: string[]; own: string }> = {
  'batch export': { args: ['batch', 'export', 'pairs.jsonl'], own: 'pairs.jsonl' },
  'batch import': {
    args: ['batch', 'import', 'pairs.jsonl', '--results', 'results.jsonl'],
    own: 'pairs.jsonl',
  },
  'batch import --results': {
    args: ['batch', 'import', 'pairs.jsonl', '--results', 'results.jsonl'],
    own: 'results.jsonl',
  },
  rerank: { args: ['rerank', 'pairs.jsonl'], own: 'pairs.jsonl' },
};
const CASES = Object.keys(COMMANDS).flatMap((command) =>
  Object.keys(OTHER_NAMES).map((name) => [command, name] as const),
);

test.each(CASES)(
  'lb-rerank %s refuses an output that is its input by %s',
  async (command, name) => {
    const { args, own } = COMMANDS[command]!;
    const folder = await temporaryFolder();
    for (const file of ['pairs.jsonl', 'results.jsonl']) await writeFile(join(folder, file), PAIRS);
    const output = await OTHER_NAMES[name]!(folder, own);
    const before = await readdir(folder, { recursive: true });
    const { exitCode, stderr } = await runCommand([...args, '--output', output], { folder });
    expect(stderr).toContain(`--output: ${output} is the input itself`);
    expect(exitCode).toBe(2);
    expect(await readFile(join(folder, own), 'utf8')).toBe(PAIRS);
    expect(await readdir(folder, { recursive: true })).toEqual(before);
  },
);

describe('lb-rerank eval', () => {
  const RUN = 'q-fig Q0 fig3 1 9 x\nq-fig Q0 fig1 2 8 x\n';

  test.each<[string, string, (folder: string) => Promise<void>]>([
    [
      'the run that it reads',
      'out/fruits/lb-reranker.run',
      (folder) => symlink('../../my.run', join(folder, 'out/fruits/lb-reranker.run')),
    ],
    [
      'a corpus',
      'fruits/lb-reranker.jsonl',
      (folder) =>
        link(join(folder, 'fruits/corpus.jsonl'), join(folder, 'fruits/lb-reranker.jsonl')),
    ],
  ])('refuses to measure where a file of its results is %s', async (_, output, make) => {
    const folder = await writeCollection();
    await writeFile(join(folder, 'my.run'), RUN);
    await mkdir(join(folder, 'out/fruits'), { recursive: true });
    await make(folder);
    const before = await readFile(join(folder, output), 'utf8');
    const { url, prompts } = await serveScores();
    const out = output.startsWith('out') ? 'out' : '.';
    const args = ['eval', 'fruits', '--run', 'my.run', '--url', url, '--out', out];
    const { exitCode, stderr } = await runCommand(args, { folder });
    expect(stderr).toContain(`--out: ${output} is the input itself`);
    expect(exitCode).toBe(2);
    expect(await readFile(join(folder, output), 'utf8')).toBe(before);
    expect(prompts.length).toBeLessThan(2);
  });
});
