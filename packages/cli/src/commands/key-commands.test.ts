import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readKeyFile } from '@lb-rerank/gateway';
import { expect, test } from 'vitest';
import { runCommand } from '../testing/run-command.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const DAY_MS = 24 * 3_600_000;

async function keyIn(...args: string[]) {
  const path = join(await temporaryFolder(), 'keys.json');
  await writeFile(path, '{"keys":[]}');
  const result = await runCommand(['key', ...args, '--key-file', path]);
  return { ...result, keys: await readKeyFile(path) };
}

const COMMANDS = '(commands are add, list, rotate, revoke)';

test.each([
  [
    ['rotat', 'search'],
    `key rotat: no such command; did you mean \`key rotate\`? ${COMMANDS} \`lb-rerank key add rotat\` makes a key of that name`,
  ],
  [
    ['rotat', 'search', '--overlap', '7d'],
    `key rotat: no such command; did you mean \`key rotate\`? ${COMMANDS} \`lb-rerank key add rotat\` makes a key of that name`,
  ],
  [['enable', 'search'], 'key enable: no such command; it must be add, list, rotate or revoke'],
])('key %j is told the commands, and the nearest', async (args, message) => {
  const { exitCode, stdout, stderr, keys } = await keyIn(...args);
  expect(stderr).toBe(`lb-rerank: ${message}\n`);
  expect([exitCode, stdout, keys]).toEqual([2, '', []]);
});

test('bare `key` is told the commands', async () => {
  const { exitCode, stderr } = await runCommand(['key']);
  expect(stderr).toBe(
    'lb-rerank: key: name a command, add, list, rotate or revoke, or a caller who is to have a key\n',
  );
  expect(exitCode).toBe(2);
});

test('add sets what the key file knows of a caller', async () => {
  const limits = ['--pairs-per-minute', '9', '--on-failure', 'passthrough'];
  const { keys } = await keyIn('add', 'trial', ...limits, '--expires', '2101-02-03');
  expect(keys).toMatchObject([
    {
      name: 'trial',
      pairsPerMinute: 9,
      onFailure: 'passthrough',
      expiresAt: new Date('2101-02-03T00:00:00Z'),
    },
  ]);
});

test('add takes an end that is so long from now', async () => {
  const before = Date.now();
  const { keys } = await keyIn('trial', '--expires', '30d');
  const left = keys[0]!.expiresAt!.getTime() - before - 30 * DAY_MS;
  expect(left).toBeGreaterThanOrEqual(0);
  expect(left).toBeLessThan(60_000);
});

test.each([
  [['--expires', '2001-01-01'], 'It must be a time to come.'],
  [['--expires', '0s'], 'It must be a time to come.'],
  [
    ['--expires', '2101-02-30x'],
    'It must be a time such as 12h or 30d from now, or a date such as',
  ],
  [['--expires', '2101-13-01'], 'It must be a time such as 12h or 30d from now'],
  [['--on-failure', 'ignore'], 'Allowed choices are error, passthrough.'],
])('add refuses %j', async (flags, message) => {
  const { exitCode, stderr, keys } = await keyIn('add', 'trial', ...flags);
  expect(stderr).toContain(message);
  expect([exitCode, keys]).toEqual([2, []]);
});
