import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import type { TerminalStream } from './command-context.ts';
import { paintFor } from './paint-for.ts';
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
  test('writes nothing without a terminal', async () => {
    const stream = streamThat(false);
    {
      using progress = startProgress(stream, 'measuring', 2);
      progress.advance();
    }
    stream.end();
    expect(await text(stream)).toBe('');
  });
});
