import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { TerminalStream } from './command-context.ts';
import { paintFor } from './paint-for.ts';
import { startCountingProgress } from './start-counting-progress.ts';
import { startProgress } from './start-progress.ts';

const streamThat = (isTTY: boolean): TerminalStream & PassThrough =>
  Object.assign(new PassThrough(), { isTTY, columns: 80, getColorDepth: () => 8 });

describe('paintFor', () => {
  test('paints on a terminal only', () => {
    expect(paintFor(streamThat(true))('red', 'no')).toBe('\u001B[31mno\u001B[39m');
    expect(paintFor(streamThat(false))('red', 'no')).toBe('no');
  });
});

describe('startProgress', () => {
  beforeEach(
    () => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] }),
  );
  afterEach(() => void vi.useRealTimers());

  test('writes a line every 10 seconds without a terminal, and none for short work', async () => {
    const stream = streamThat(false);
    {
      using progress = startProgress(stream, 'measuring', 8);
      vi.advanceTimersByTime(9000);
      progress.advance();
      vi.advanceTimersByTime(1000);
      progress.advance(5);
      vi.advanceTimersByTime(10_000);
    }
    vi.advanceTimersByTime(60_000);
    stream.end();
    expect(await text(stream)).toBe('measuring 1/8, 12 %, 10 s\nmeasuring 6/8, 75 %, 20 s\n');
  });

  test('shows a bar on a terminal', async () => {
    const stream = Object.assign(streamThat(true), {
      cursorTo() {},
      clearLine() {},
      moveCursor() {},
    });
    {
      using progress = startProgress(stream, 'measuring', 8);
      progress.advance(2);
    }
    stream.end();
    const shown = await text(stream);
    expect(shown).toMatch(/[█░]+ measuring 0\/8/);
  });
});

describe('startCountingProgress', () => {
  beforeEach(
    () => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] }),
  );
  afterEach(() => void vi.useRealTimers());

  test('writes its figures as a line without a bar every 30 seconds in a log', async () => {
    const stderr = streamThat(false);
    const progress = startCountingProgress(
      { stderr },
      { format: 'fiqa {value}/{total} queries, {pairs} pairs', total: 9, figures: { pairs: 0 } },
    );
    vi.advanceTimersByTime(30_000);
    progress.update(3, { pairs: 300 });
    vi.advanceTimersByTime(30_000);
    progress.stop();
    stderr.end();
    expect(await text(stderr)).toBe(
      'fiqa 0/9 queries, 0 pairs, 0 %, 30 s\nfiqa 3/9 queries, 300 pairs, 33 %, 60 s\n',
    );
  });
});
