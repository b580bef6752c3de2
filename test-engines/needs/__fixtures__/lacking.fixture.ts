import { beforeAll, describe, expect, test } from 'vitest';
import { describeWith } from '../describe-with.ts';

describeWith('curl', ['curl'], ({ curl }) => {
  test('is there', () => expect(curl).toBe('/usr/bin/curl'));

  describeWith('beside a browser', ['chromium'], () => {
    test('cannot run', () => expect.unreachable());
  });
});

describeWith('a page', ['curl', 'chromium'], () => {
  beforeAll(() => {
    throw new Error('a skipped test must not be set up');
  });
  test.each([1, 2])('shows %i', () => expect.unreachable());
});

describeWith('a page with alerts', ['chromium'], () => {
  describeWith('in a test of their own', ['promtool'], () => {
    test('fire', () => expect.unreachable());
  });
  describeWith('that need nothing more', ['curl'], () => {
    test('are shown', () => expect.unreachable());
  });
});

describeWith('alerts', ['promtool'], () => {
  test('fire', () => expect.unreachable());
});

test.skip('is skipped for a reason of its own', () => expect.unreachable());
test.todo('is yet to be written');

describe.skip('skipped as a whole', () => {
  describeWith('a page', ['chromium'], () => {
    test('is shown', () => expect.unreachable());
    test.todo('is printed');
  });
});
