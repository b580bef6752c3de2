import { setTimeout } from 'node:timers/promises';
import type { LevelProbabilities } from '@lb-rerank/core';
import { describe, expect, test } from 'vitest';
import type { CommandContext } from '../terminal/command-context.ts';
import { openCache } from './open-cache.ts';

const CERTAIN: LevelProbabilities = [0, 0, 0, 0, 0, 0, 1];

function contextThatNotes() {
  const notes: string[] = [];
  const stderr = { write: (line: string) => notes.push(line) };
  return { notes, context: { stderr } as unknown as CommandContext };
}

describe('openCache', () => {
  test('remembers in this process', async () => {
    const { notes, context } = contextThatNotes();
    await using opened = await openCache({}, context);
    await opened.cache.set('key', CERTAIN);
    expect(await opened.cache.get('key')).toEqual(CERTAIN);
    expect(notes).toEqual([]);
  });

  test('does without Redis where there is none, says so once, and ends at once', async () => {
    const { notes, context } = contextThatNotes();
    const opened = await openCache({ redis: 'redis://:swordfish@127.0.0.1:9' }, context);
    expect(await opened.cache.get('unknown')).toBeUndefined();
    await opened.cache.set('key', CERTAIN);
    expect(await opened.cache.get('key')).toEqual(CERTAIN);
    await setTimeout(500);
    await opened[Symbol.asyncDispose]();
    expect(await opened.shared?.answers).toBe(false);
    expect(notes).toEqual([
      'Redis at redis://127.0.0.1:9 cannot be used, so scores are not shared: connect ECONNREFUSED 127.0.0.1:9\n',
    ]);
  });
});
