import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startProgressLines } from './start-progress-lines.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('writes where the work stands and how long it takes, at intervals and not before', () => {
  const lines: string[] = [];
  let done = 0;
  const progress = startProgressLines({
    line: () => `${done}/9`,
    write: (line) => void lines.push(line),
  });
  vi.advanceTimersByTime(9999);
  expect(lines).toEqual([]);
  done = 4;
  vi.advanceTimersByTime(1);
  done = 7;
  vi.advanceTimersByTime(10_000);
  progress[Symbol.dispose]();
  vi.advanceTimersByTime(60_000);
  expect(lines).toEqual(['4/9, 10 s\n', '7/9, 20 s\n']);
});
