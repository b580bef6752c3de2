import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { describe, expect, test } from 'vitest';
import type { CommandContext } from './terminal/command-context.ts';
import { createProgram } from './create-program.ts';
import { exitCodeOf } from './errors/exit-code-of.ts';
import { InterruptedError } from './errors/interrupted-error.ts';
import { runCommandLine } from './run-command-line.ts';
import { runCommand } from './testing/run-command.ts';
import { serveScores } from './testing/serve-scores.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';
import { writeCollection } from './testing/write-collection.ts';

/** Every command that does something itself, such as `model list`; but for completion, whose help is its library's. */
function pathsOfCommands(): string[] {
  const pathsBelow = (command: CommandUnknownOpts): string[] =>
    command.commands.flatMap((child) =>
      child.commands.length === 0
        ? [child.name()]
        : pathsBelow(child).map((path) => `${child.name()} ${path}`),
    );
  return pathsBelow(createProgram({ stdout: process.stdout } as unknown as CommandContext)).filter(
    (path) => !path.startsWith('comple'),
  );
}

describe('lb-rerank', () => {
  test('shows the commands and the exit codes, without colours', async () => {
    const { exitCode, stdout } = await runCommand(['--help']);
    expect(stdout).toMatch(/Commands:.*model.*config.*completion/s);
    expect(stdout).toContain('130  stopped by Ctrl-C');
    expect(stdout).not.toContain('\u001B');
    expect(exitCode).toBe(0);
  });

  test.each(pathsOfCommands())('shows an example in the help of %s', async (path) => {
    const { exitCode, stdout } = await runCommand([...path.split(' '), '--help']);
    expect(stdout).toMatch(new RegExp(`\\nExamples?:\n {2}.*lb-rerank ${path}`, 's'));
    expect(exitCode).toBe(0);
  });

  test.each([
    ['no command', [], 'Usage: lb-rerank'],
    ['an unknown command', ['confg'], 'Did you mean config?'],
    ['an unknown flag', ['config', '--offlin'], 'Did you mean --offline?'],
    ['an argument too many', ['model', 'path', 'x'], 'too many arguments'],
    ['an argument too few', ['model', 'remove'], "missing required argument 'quantisation'"],
    [
      'a flag with an empty value',
      ['try', 'apples', '--index', ''],
      "'--index <name>' argument ''",
    ],
    ['a blank file', ['rerank', 'pairs.jsonl', '--output', ' '], 'It must not be empty.'],
    ['an input without a name', ['rerank', ''], "argument 'input'. It must not be empty."],
    ['an empty setting', ['config', '--model', ''], 'It must not be empty.'],
    ['a value that is no choice', ['config', '--mode', 'x'], 'Allowed choices are auto'],
  ])('refuses %s with exit code 2', async (_, args, message) => {
    const { exitCode, stdout, stderr } = await runCommand(args);
    expect(stderr).toContain(message);
    expect(stdout).toBe('');
    expect(exitCode).toBe(2);
  });

  test('ends with the code that the help names', async () => {
    expect(exitCodeOf(new InterruptedError('SIGINT'))).toBe(130);
    expect(exitCodeOf(new InterruptedError('SIGTERM'))).toBe(143);
    const full = Object.assign(new Error('ENOSPC: no space left'), {
      syscall: 'write',
      code: 'ENOSPC',
    });
    expect(exitCodeOf(full)).toBe(4);
    expect(exitCodeOf(new TypeError('oops'))).toBe(70);
  });

  test.each([
    ['an input whose name is too long', ['rerank', `${'a'.repeat(300)}.jsonl`]],
    ['an output folder whose name a file has', ['eval', 'fruits', '--out', 'fruits/corpus.jsonl']],
    ['a folder of scores whose name a file has', ['eval', 'fruits', '--out', 'fruits']],
  ])('ends with exit code 4 for %s', async (_, args) => {
    const folder = await writeCollection({ fruits: '' });
    const { url } = await serveScores();
    const { exitCode, stderr } = await runCommand([...args, '--url', url], { folder });
    expect(stderr).toMatch(/ENAMETOOLONG|ENOTDIR|EEXIST/);
    expect(exitCode).toBe(4);
  });
});

test.each([
  ['of a reader that has gone', new InterruptedError('SIGPIPE'), '', 141],
  ['of Ctrl-C', new InterruptedError('SIGINT'), 'lb-rerank: stopped by SIGINT\n', 130],
  [
    'of an output that is full, which was told when it came',
    Object.assign(new Error('ENOSPC'), { syscall: 'write', code: 'ENOSPC' }),
    '',
    4,
  ],
])('says no more than it should %s while its output is full', async (_, reason, told, code) => {
  const folder = await temporaryFolder();
  const pair = `${JSON.stringify({ query: 'apples', passage: 'Apples are red.' })}\n`;
  await writeFile(join(folder, 'pairs.jsonl'), pair.repeat(500));
  const { url } = await serveScores();
  const stop = new AbortController();
  const stdout = new PassThrough({ highWaterMark: 1 });
  const stderr = new PassThrough();
  stdout.once('readable', () => stop.abort(reason));
  const exitCode = await runCommandLine(['rerank', 'pairs.jsonl', '--url', url], {
    environment: {},
    folder,
    stdin: Readable.from([]),
    stdout,
    stderr,
    signal: stop.signal,
  });
  expect(exitCode).toBe(code);
  expect(await text(stderr.end())).toBe(told);
});

describe('lb-rerank model', () => {
  test('lists what could be pulled', async () => {
    const environment = { LB_RERANK_CACHE: await temporaryFolder() };
    const { stdout } = await runCommand(['model', 'list', '--format', 'json'], { environment });
    expect(JSON.parse(stdout)).toMatchObject([
      { quantisation: 'Q4_K_M', path: null },
      { quantisation: 'Q8_0', path: null },
      { quantisation: 'f16', path: null },
    ]);
  });

  test('never passes the stand-in off as the model', async () => {
    const environment = { LB_RERANK_CACHE: await temporaryFolder() };
    const { exitCode, stdout, stderr } = await runCommand(['model', 'path'], { environment });
    expect(stdout).toBe('');
    expect(stderr).toContain('lb-rerank model pull');
    expect(exitCode).toBe(1);
  });
});
