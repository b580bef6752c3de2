import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWith } from '../describe-with.ts';

describeWith('points', ['curl', 'qdrant'], () => {
  beforeAll(() => {
    throw new Error('what needs something broken must not be set up');
  });
  afterAll(() => {
    throw new Error('what needs something broken must not be ended');
  });
  test('are found', () => expect.unreachable());

  describeWith('in a browser', ['chromium'], () => {
    test('are shown', () => expect.unreachable());
  });
});

describeWith('other points', ['qdrant'], () => {
  test('are found too', () => expect.unreachable());
});

describeWith('curl', ['curl'], ({ curl }) => {
  test('is there', () => expect(curl).toBe('/usr/bin/curl'));
});
