import { createReranker } from '@lb-rerank/core';
import { describe, expect, test } from 'vitest';
import type { CommandContext } from '../terminal/command-context.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { modelKindOfAll } from './model-kind-of-all.ts';
import { openBackend } from './open-backend.ts';

const context = { environment: {}, signal: new AbortController().signal } as CommandContext;

describe('openBackend', () => {
  test('opens one scorer for each server, and asks none of them yet', async () => {
    const url = ['http://127.0.0.1:9/v1', 'http://127.0.0.1:10/v1'];
    await using backend = await openBackend({ url, vllmModel: 'lb' }, context);
    expect(backend.scorers.map(({ modelId }) => modelId)).toEqual(['lb', 'lb']);
    expect(backend.location).toBe('http://127.0.0.1:9/v1, http://127.0.0.1:10/v1');
  });

  test('runs the stand-in in this process where there is neither server nor model, and says so', async () => {
    const notices: string[] = [];
    const stderr = { write: (line: string) => notices.push(line) };
    await using backend = await openBackend(
      { offline: true, cache: await temporaryFolder(), threads: 1 },
      { ...context, stderr } as unknown as CommandContext,
    );
    expect(await modelKindOfAll(backend.scorers, context.signal)).toBe('stand-in');
    expect(notices.join('')).toContain('stand-in');
    const reranker = createReranker({ scorer: backend.scorers });
    const { results } = await reranker.rerank({
      query: 'What are apples?',
      candidates: [{ document: 0, passage: 'Apples are a fruit.' }],
    });
    expect(results[0]?.score).toBeGreaterThan(1);
  }, 60_000);

  test('names a model file that does not exist', async () => {
    const opening = openBackend({ model: '/nowhere.gguf' }, context);
    await expect(opening).rejects.toMatchObject({ code: 'model_file' });
  });
});
