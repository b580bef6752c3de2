import { expect, test } from 'vitest';
import { type Holdings, problemsOfHoldings } from './holdings.ts';

const before: Holdings = {
  gatewayHeapMb: 40,
  gatewayFiles: 26,
  gatewayInFlight: 0,
  ownHeapMb: 40,
  ownFiles: 35,
};

test('allows the growth of caches and kept connections', () => {
  expect(problemsOfHoldings(before, { ...before, gatewayHeapMb: 70, ownFiles: 40 })).toEqual([]);
});

test.each([
  ['memory', { gatewayHeapMb: 400 }],
  ['handles', { ownFiles: 400 }],
  ['requests that never ended', { gatewayInFlight: 1 }],
  ['what the gateway does not tell', { gatewayFiles: NaN }],
])('tells %s', (_, change) => {
  expect(problemsOfHoldings(before, { ...before, ...change })).toHaveLength(1);
});
