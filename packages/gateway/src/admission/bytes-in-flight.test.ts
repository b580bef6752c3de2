import { expect, test } from 'vitest';
import { BytesInFlight, SMALL_BODY_BYTES } from './bytes-in-flight.ts';

test('lets in as many bytes as it may hold, and others when those are given back', () => {
  const all = new BytesInFlight(1_000_000);
  const first = all.hold();
  expect([first.add(500_000), first.add(400_000)]).toEqual([undefined, undefined]);
  expect(all.count).toBe(900_000);
  const second = all.hold();
  expect(second.add(SMALL_BODY_BYTES)).toBeUndefined();
  expect(second.add(SMALL_BODY_BYTES)).toMatchObject({ code: 'overloaded', retryAfterMs: 1000 });
  first.release();
  first.release();
  expect(all.count).toBe(0);
  const third = all.hold();
  expect(third.add(1_000_000)).toBeUndefined();
  // No wait would make room for it.
  expect(third.add(1)).toMatchObject({ code: 'too_large', retryAfterMs: undefined });
  expect(all.count).toBe(0);
});

test('keeps nobody with a small body out', () => {
  const all = new BytesInFlight(1_000_000);
  all.hold().add(1_000_000);
  for (let n = 0; n < 100; n += 1) {
    const small = all.hold();
    expect(small.add(SMALL_BODY_BYTES)).toBeUndefined();
    expect(small.isLarge).toBe(false);
  }
  expect(all.count).toBe(1_000_000);
});
