import { describe, expect, test } from 'vitest';
import { Admission } from './admission.ts';

/** An admission whose time stands still until it is told to pass. */
function admissionAt(maxPairsInFlight = 10_000) {
  let now = 0;
  const admission = new Admission(maxPairsInFlight, () => now);
  return {
    admission,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

describe('Admission', () => {
  test('lets everything in while nothing is known of the pace', () => {
    const { admission } = admissionAt();
    admission.admit({ pairs: 1000, deadlineMs: 1 });
    expect(() => admission.admit({ pairs: 1000, deadlineMs: 1 })).not.toThrow();
    expect(admission.pairsInFlight).toBe(2000);
  });

  test('refuses what cannot make its deadline at the pace of the last seconds', () => {
    const { admission, pass } = admissionAt();
    const first = admission.admit({ pairs: 100, deadlineMs: 5000 });
    pass(1000);
    first.leave(100);
    // 100 pairs a second, and 300 before the next one.
    admission.admit({ pairs: 300, deadlineMs: 5000 });
    expect(() => admission.admit({ pairs: 200, deadlineMs: 5000 })).not.toThrow();
    const late = { pairs: 200, deadlineMs: 2000 };
    expect(() => admission.admit(late)).toThrow(
      expect.objectContaining({
        code: 'overloaded',
        retryAfterMs: expect.closeTo(4000, 0),
      }) as Error,
    );
    expect(admission.pairsInFlight).toBe(500);
  });

  test('lets a small request in beside large ones, for none of which it waits longer than for itself', () => {
    const { admission, pass } = admissionAt();
    const first = admission.admit({ pairs: 100, deadlineMs: 5000 });
    pass(1000);
    first.leave(100);
    for (const pairs of [300, 200]) admission.admit({ pairs, deadlineMs: 10_000 });
    expect(() => admission.admit({ pairs: 10, deadlineMs: 299 })).toThrow('too busy');
    expect(() => admission.admit({ pairs: 10, deadlineMs: 301 })).not.toThrow();
  });

  test('always lets in who comes to an idle gateway', () => {
    const { admission, pass } = admissionAt();
    const slow = admission.admit({ pairs: 1, deadlineMs: 5000 });
    pass(5000);
    slow.leave(0);
    expect(() => admission.admit({ pairs: 100, deadlineMs: 100 })).not.toThrow();
  });

  test('forgets the pace of a backend that broke', () => {
    const { admission, pass } = admissionAt();
    const slow = admission.admit({ pairs: 1, deadlineMs: 5000 });
    const broken = admission.admit({ pairs: 1, deadlineMs: 5000 });
    pass(5000);
    slow.leave(1);
    broken.leave(undefined);
    admission.admit({ pairs: 1, deadlineMs: 100 });
    expect(() => admission.admit({ pairs: 1, deadlineMs: 100 })).not.toThrow();
  });

  test('takes time without work for no part of the pace', () => {
    const { admission, pass } = admissionAt();
    const first = admission.admit({ pairs: 100, deadlineMs: 5000 });
    pass(1000);
    first.leave(100);
    pass(60_000);
    admission.admit({ pairs: 100, deadlineMs: 5000 });
    expect(() => admission.admit({ pairs: 10, deadlineMs: 2000 })).not.toThrow();
  });
});
