import { join } from 'node:path';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';

test('gives memory back though it was still being taken, and shows a clock that was set', async () => {
  const execArgv = ['--expose-gc', '--import', join(import.meta.dirname, 'obey.ts')];
  const child = fork(join(import.meta.dirname, '__fixtures__', 'teller.ts'), { execArgv });
  const tell = async () => {
    child.send({ do: 'tell' });
    return (await once(child, 'message'))[0] as { megabytes: number; now: number; date: number };
  };
  try {
    const { megabytes } = await tell();
    child.send({ do: 'fill heap', megabytes: 500 });
    const held = async () => (await tell()).megabytes;
    await expect.poll(held, { timeout: 20_000 }).toBeGreaterThan(megabytes + 10);
    child.send({ do: 'fill heap', megabytes: 0 });
    child.send({ do: 'step clock', byMs: 3_600_000 });
    await delay(300);
    const told = await tell();
    expect(told.megabytes).toBeLessThan(megabytes + 5);
    for (const time of [told.now, told.date]) expect(time - Date.now()).toBeGreaterThan(3_500_000);
  } finally {
    child.kill();
  }
});
