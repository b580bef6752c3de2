import { existsSync } from 'node:fs';
import { chmod, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCommand } from '../testing/run-command.ts';
import { serveScores } from '../testing/serve-scores.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { writeCollection } from '../testing/write-collection.ts';

const PAIRS = '{"query":"a","passage":"one"}\n{"query":"b","passage":"two"}\n';
const RUN = 'q-fig Q0 fig1 1 2 x\nq-plum Q0 plum1 1 2 x\nq-pear Q0 pear1 1 2 x\n';
const TEXTS = ['--queries', 'fruits/queries.jsonl', '--corpus', 'fruits/corpus.jsonl'];

/** A folder with pairs, a run and its texts, and the file that is to be left as it is. */
async function folderWith(name: string, content: string) {
  const folder = await writeCollection();
  const files = { 'pairs.jsonl': PAIRS, 'in.run': RUN, [name]: content };
  for (const [path, text] of Object.entries(files)) await writeFile(join(folder, path), text);
  return folder;
}

describe('lb-rerank rerank', () => {
  test.each([
    ['another input', 'o.jsonl', '{"query":"c","score":1}\n', ['pairs.jsonl']],
    ['another input, whose end is missing', 'o.jsonl', '{"query":"c"}\n{"qu', ['pairs.jsonl']],
    [
      'the same queries with other passages',
      'o.jsonl',
      '{"query":"a","passage":"one, and more","score":1}\n',
      ['pairs.jsonl'],
    ],
    [
      'the same queries with other documents',
      'o.run',
      'q-fig Q0 fig2 1 2 x\nq-plum Q0 plum1 1 2 x\n',
      ['in.run', ...TEXTS],
    ],
    ['another run', 'o.run', 'q-fig Q0 fig1 1 2 x\n1 Q0 d 1 2 x\n', ['in.run', ...TEXTS]],
    ['another run, of one query', 'o.run', '1 Q0 d 1 2 x\n', ['in.run', ...TEXTS]],
  ])('refuses an output of %s, and leaves it as it is', async (_, output, content, input) => {
    const folder = await folderWith(output, content);
    const { url } = await serveScores();
    const args = ['rerank', ...input, '--output', output, '--url', url];
    const { exitCode, stderr } = await runCommand(args, { folder });
    expect(stderr).toMatch(/o\.(jsonl|run) is of another input.*(pairs\.jsonl|in\.run):\d/);
    expect(exitCode).toBe(2);
    expect(await readFile(join(folder, output), 'utf8')).toBe(content);
  });

  test('goes on behind zeros that a power cut left', async () => {
    const folder = await folderWith('o.jsonl', '');
    const { url } = await serveScores();
    const args = ['rerank', 'pairs.jsonl', '--output', 'o.jsonl', '--url', url];
    await runCommand(args, { folder });
    const whole = await readFile(join(folder, 'o.jsonl'), 'utf8');
    await writeFile(join(folder, 'o.jsonl'), `${whole.split('\n')[0]}\n${'\0'.repeat(50)}`);
    expect(await runCommand(args, { folder })).toMatchObject({ exitCode: 0 });
    expect(await readFile(join(folder, 'o.jsonl'), 'utf8')).toBe(whole);
  });

  test('leaves a file as it is that is no output at all', async () => {
    const folder = await folderWith('notes.txt', 'mine, without a line end');
    const { url } = await serveScores();
    const args = ['rerank', 'pairs.jsonl', '--output', 'notes.txt', '--url', url];
    const { exitCode, stderr } = await runCommand(args, { folder });
    expect(stderr).toContain('notes.txt');
    expect(exitCode).toBe(2);
    expect(await readFile(join(folder, 'notes.txt'), 'utf8')).toBe('mine, without a line end');
  });

  test.each([
    ['rerank', 'missing.jsonl', 'ignored.jsonl'],
    ['batch export', 'missing.jsonl', 'ignored.jsonl'],
    ['batch import', 'missing.jsonl', 'pairs.jsonl'],
    ['batch import', 'pairs.jsonl', 'missing.jsonl'],
  ])('touches no output where %s %s misses a file', async (command, input, results) => {
    const folder = await folderWith('o.jsonl', 'mine');
    const named = command === 'batch import' ? ['--results', results] : [];
    const args = [...command.split(' '), input, ...named, '--output', 'o.jsonl'];
    const { exitCode, stderr } = await runCommand(args, { folder });
    const argument = results === 'missing.jsonl' ? '--results missing.jsonl' : 'missing.jsonl';
    const path = join(folder, 'missing.jsonl');
    expect(stderr).toBe(`lb-rerank: ${argument}: there is no file ${path}\n`);
    expect(exitCode).toBe(4);
    expect(await readFile(join(folder, 'o.jsonl'), 'utf8')).toBe('mine');
  });

  test.each(['queries', 'corpus'])("names a run's %s where they are missing", async (name) => {
    const folder = await folderWith('in.run', RUN);
    const args = ['rerank', 'in.run', ...TEXTS, `--${name}`, 'missing.jsonl'];
    const { exitCode, stderr } = await runCommand(args, { folder });
    const path = join(folder, 'missing.jsonl');
    expect(stderr).toBe(`lb-rerank: --${name} missing.jsonl: there is no file ${path}\n`);
    expect(exitCode).toBe(4);
  });

  test('does not write over its own input', async () => {
    const folder = await folderWith('pairs.jsonl', PAIRS);
    const args = ['rerank', 'pairs.jsonl', '--output', './pairs.jsonl'];
    const { exitCode, stderr } = await runCommand(args, { folder });
    expect(stderr).toContain('--output: ./pairs.jsonl is the input itself');
    expect(exitCode).toBe(2);
    expect(await readFile(join(folder, 'pairs.jsonl'), 'utf8')).toBe(PAIRS);
  });

  test.each(['queries', 'corpus'])("does not write into a run's %s", async (name) => {
    const path = `fruits/${name}.jsonl`;
    const folder = await folderWith('in.run', RUN);
    const before = await readFile(join(folder, path), 'utf8');
    const args = ['rerank', 'in.run', ...TEXTS, '--output', path];
    const { exitCode, stderr } = await runCommand(args, { folder });
    expect(stderr).toContain(`--output: ${path} is the input itself`);
    expect(exitCode).toBe(2);
    expect(await readFile(join(folder, path), 'utf8')).toBe(before);
  });
});

test.each(['rerank', 'batch export'])('lb-rerank %s packs no output, and says so', async (name) => {
  const folder = await folderWith('pairs.jsonl', PAIRS);
  const args = [...name.split(' '), 'pairs.jsonl', '--output', 'o.jsonl.gz'];
  const { exitCode, stderr } = await runCommand(args, { folder });
  expect(stderr).toContain('--output: o.jsonl.gz would not be packed: leave out the .gz');
  expect(exitCode).toBe(2);
  expect(existsSync(join(folder, 'o.jsonl.gz'))).toBe(false);
});

test.each(['batch export', 'batch import'])(
  'lb-rerank %s follows a link to nothing yet, and keeps the mode of what is there',
  async (name) => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'pairs.jsonl'), '{"query":"a","passage":" "}\n');
    await writeFile(join(folder, 'results.jsonl'), '');
    const results = name === 'batch import' ? ['--results', 'results.jsonl'] : [];
    const args = [...name.split(' '), 'pairs.jsonl', ...results, '--output', 'o.jsonl'];
    await symlink('real.jsonl', join(folder, 'o.jsonl'));
    expect(await runCommand(args, { folder })).toMatchObject({ exitCode: 0 });
    const path = join(folder, 'real.jsonl');
    await chmod(path, 0o604);
    await runCommand(args, { folder });
    expect((await stat(path)).mode & 0o777).toBe(0o604);
    expect(await readdir(folder)).toHaveLength(4);
  },
);
