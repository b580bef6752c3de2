import { once } from 'node:events';
import { expect, test, vi } from 'vitest';
import { createReranker } from '../reranker/create-reranker.ts';
import { unscoredChannel } from '../telemetry/channels.ts';
import { fakeScorer } from '../testing/fake-scorer.ts';
import { summaryOf } from './summary-of.ts';

const reranker = createReranker({ scorer: fakeScorer(Number) });
const rankingOf = (...passages: (string | null)[]) =>
  reranker.rerank({
    query: 'apples',
    candidates: passages.map((passage, document) => ({ document, passage })),
  });

test('says what was looked for where no hit has a passage: in the summary, the telemetry and the log', async () => {
  const heard = vi.fn<(message: unknown, channel: string | symbol) => void>();
  unscoredChannel.subscribe(heard);
  const warned = once(process, 'warning');
  try {
    const reason = 'no hit of this window has the passage field txt';
    const summary = summaryOf(await rankingOf(null, null), 'the passage field txt');
    expect(summary).toMatchObject({ outcome: 'unscored', reason, scored: 0, without_passage: 2 });
    expect(heard).toHaveBeenCalledExactlyOnceWith({ reason }, unscoredChannel.name);
    expect(await warned).toMatchObject([
      { code: 'LB_RERANK_UNSCORED', message: `Nothing was reranked: ${reason}` },
    ]);
  } finally {
    unscoredChannel.unsubscribe(heard);
  }
});

test('warns once for each passage', async () => {
  const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  try {
    const ranking = await rankingOf(null);
    for (let n = 0; n < 3; n++) summaryOf(ranking, 'the passage field once');
    summaryOf(ranking, 'the passage field twice');
    expect(warn).toHaveBeenCalledTimes(2);
  } finally {
    warn.mockRestore();
  }
});

test.each([
  ['some hits have one', ['3', null]],
  ['there are no hits', []],
])('says nothing of it where %s', async (_, passages) => {
  const summary = summaryOf(await rankingOf(...passages), 'the passage field body');
  expect(summary).toMatchObject({ outcome: 'reranked' });
  expect(summary).not.toHaveProperty('reason');
});

test('warns of the first search that keeps the order of the engine, once for each kind of error', async () => {
  const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  try {
    for (const text of ['the secret of apples', 'the secret of pears']) {
      // An application's own error may quote what it failed on.
      const error = Object.assign(new Error(text), { name: 'BurningModel' });
      const failing = createReranker({ scorer: fakeScorer(() => Promise.reject(error)) });
      const candidates = [{ document: 1, passage: 'Malus' }];
      const ranking = await failing.rerank({ query: 'apples', candidates });
      expect(summaryOf(ranking, 'the passage').outcome).toBe('fallback');
    }
    expect(warn).toHaveBeenCalledExactlyOnceWith(
      expect.stringMatching(/^A search kept the engine's order: .* failed by BurningModel\./),
      { type: 'LbRerankWarning', code: 'LB_RERANK_FALLBACK' },
    );
    expect(JSON.stringify(warn.mock.calls)).not.toContain('secret');
  } finally {
    warn.mockRestore();
  }
});
