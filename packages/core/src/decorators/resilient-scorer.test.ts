import { describe, expect, test, vi } from 'vitest';
import { BackendOutputError } from '../errors/backend-output-error.ts';
import { BackendResponseError } from '../errors/backend-response-error.ts';
import { fakeScorer } from '../testing/fake-scorer.ts';
import { scorerContract } from '../testing/scorer-contract.ts';
import { resilientScorer } from './resilient-scorer.ts';

const request = { query: 'apples', passages: ['5'] };
const overloaded = (retryAfterMs?: number) =>
  new BackendResponseError({ url: 'here', status: 503, retryAfterMs });

/** A scorer that fails with these errors first, one a call, and then answers. */
function failingWith(...errors: Error[]) {
  return fakeScorer((passage) => {
    const error = errors.shift();
    if (error !== undefined) throw error;
    return Number(passage);
  });
}

describe('resilientScorer', () => {
  scorerContract(() => resilientScorer(fakeScorer((passage) => 1 + (passage.length % 6))));

  test('tries again when trouble can pass', async () => {
    const inner = failingWith(overloaded(), overloaded());
    await expect(resilientScorer(inner, { backoffMs: 1 }).score(request)).resolves.toHaveLength(1);
    expect(inner.requests).toHaveLength(3);
  });

  test('gives the last error when it does not pass', async () => {
    const errors = [overloaded(), overloaded(), overloaded()];
    const last = errors[2];
    const scoring = resilientScorer(failingWith(...errors), { backoffMs: 1 }).score(request);
    await expect(scoring).rejects.toBe(last);
  });

  test('passes an error that would come again on at once', async () => {
    const wrongModel = new BackendOutputError({ url: 'here', modelId: 'x', problem: 'is odd' });
    const inner = failingWith(wrongModel);
    await expect(resilientScorer(inner).score(request)).rejects.toBe(wrongModel);
    expect(inner.requests).toHaveLength(1);
  });

  test('waits as long as the server asks', async () => {
    const startedAt = performance.now();
    await resilientScorer(failingWith(overloaded(120)), { backoffMs: 1 }).score(request);
    expect(performance.now() - startedAt).toBeGreaterThan(100);
  });

  test('gives up on a try that hangs', async () => {
    const inner = fakeScorer(() => new Promise<number>(() => {}));
    const scoring = resilientScorer(inner, {
      attemptTimeoutMs: 20,
      retries: 1,
      backoffMs: 1,
    }).score(request);
    await expect(scoring).rejects.toMatchObject({ code: 'backend_timeout', timeoutMs: 20 });
    expect(inner.requests).toHaveLength(2);
  });

  test('leaves a backend alone that keeps failing, and finds back to it', async () => {
    const inner = failingWith(overloaded(), overloaded());
    const scorer = resilientScorer(inner, { retries: 0, breakAfter: 2, breakMs: 30 });
    await expect(scorer.score(request)).rejects.toMatchObject({ code: 'backend_response' });
    await expect(scorer.score(request)).rejects.toMatchObject({ code: 'backend_response' });
    await expect(scorer.score(request)).rejects.toMatchObject({ code: 'backend_connection' });
    expect(inner.requests).toHaveLength(2);
    await new Promise((resolve) => setTimeout(resolve, 40));
    await expect(scorer.score(request)).resolves.toHaveLength(1);
  });

  test('stops waiting when the caller aborts', async () => {
    const controller = new AbortController();
    const reason = new Error('gone');
    const scorer = resilientScorer(failingWith(overloaded(5000)));
    const scoring = scorer.score({ ...request, signal: controller.signal });
    setTimeout(() => controller.abort(reason), 10);
    await expect(scoring).rejects.toBe(reason);
  });

  test('gives the place of a caller that gave up in its wait to another', async () => {
    const controller = new AbortController();
    const scorer = resilientScorer(failingWith(overloaded(5000)), { maxCallsInFlight: 1 });
    const given = scorer.score({ ...request, signal: controller.signal });
    given.catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 10));
    const startedAt = performance.now();
    const next = scorer.score(request);
    controller.abort(new Error('gone'));
    await expect(next).resolves.toHaveLength(1);
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });

  test('finds back to a backend though the clock is set back an hour', async () => {
    const now = vi.spyOn(Date, 'now');
    try {
      const inner = failingWith(overloaded());
      const scorer = resilientScorer(inner, { retries: 0, breakAfter: 1, breakMs: 30 });
      await expect(scorer.score(request)).rejects.toMatchObject({ code: 'backend_response' });
      now.mockReturnValue(Date.now() - 3_600_000);
      await new Promise((resolve) => setTimeout(resolve, 40));
      await expect(scorer.score(request)).resolves.toHaveLength(1);
    } finally {
      now.mockRestore();
    }
  });

  test('lets one call try a backend that failed, whose end decides for those that came meanwhile', async () => {
    const inner = failingWith(overloaded(), overloaded());
    const scorer = resilientScorer(inner, { retries: 0, breakAfter: 1, breakMs: 30 });
    await expect(scorer.score(request)).rejects.toMatchObject({ code: 'backend_response' });
    await new Promise((resolve) => setTimeout(resolve, 40));
    const codes = await Promise.all(
      [1, 2, 3].map(() => scorer.score(request).catch(({ code }: { code: string }) => code)),
    );
    expect(codes).toEqual(['backend_response', 'backend_connection', 'backend_connection']);
    expect(inner.requests).toHaveLength(2);
  });
});
