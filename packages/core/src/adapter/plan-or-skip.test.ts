import { expect, test, vi } from 'vitest';
import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import { skippedChannel } from '../telemetry/channels.ts';
import { planOrSkip } from './plan-or-skip.ts';

const refusal = new InvalidRequestError('sort', 'other than by _score cannot be reranked');
const refuse = () => {
  throw refusal;
};

test('plans what can be reranked', () => {
  expect(planOrSkip(() => 'a plan', { isAsked: false })).toEqual({ plan: 'a plan' });
});

test('skips what cannot, tells why, and counts it without any text', () => {
  const heard = vi.fn<(message: unknown, channel: string | symbol) => void>();
  skippedChannel.subscribe(heard);
  try {
    const skipped = { outcome: 'skipped', reason: refusal.message };
    expect(planOrSkip(refuse, { isAsked: false })).toEqual({ skipped });
    expect(heard).toHaveBeenCalledExactlyOnceWith({ argument: 'sort' }, skippedChannel.name);
  } finally {
    skippedChannel.unsubscribe(heard);
  }
});

test.each([
  { isAsked: true },
  { isAsked: true, whenNotRerankable: 'skip' as const },
  { isAsked: false, whenNotRerankable: 'refuse' as const },
])('refuses it where %o', (options) => {
  expect(() => planOrSkip(refuse, options)).toThrow(refusal);
});

test('hides no other error', () => {
  const broken = () => {
    throw new TypeError('undefined is not a function');
  };
  expect(() => planOrSkip(broken, { isAsked: false })).toThrow(TypeError);
});

test('warns once for each argument, without any text', () => {
  const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  try {
    const forText = (text: string) => () => {
      throw new InvalidRequestError('warned', `is needed, and not ${text}`);
    };
    for (const text of ['pears', 'plums']) planOrSkip(forText(text), { isAsked: false });
    expect(warn).toHaveBeenCalledExactlyOnceWith(
      expect.stringMatching(
        /^A search was answered without reranking: .* is about warned\. Pass `rerank: false`/,
      ),
      { type: 'LbRerankWarning', code: 'LB_RERANK_SKIPPED' },
    );
    expect(JSON.stringify(warn.mock.calls)).not.toMatch(/pears|plums/);
  } finally {
    warn.mockRestore();
  }
});
