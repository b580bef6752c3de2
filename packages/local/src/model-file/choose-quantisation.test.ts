import { expect, test } from 'vitest';
import { chooseQuantisation } from './choose-quantisation.ts';

test('takes Q8_0 where there is memory for it, and Q4_K_M elsewhere', () => {
  expect(chooseQuantisation(8e9)).toBe('Q8_0');
  expect(chooseQuantisation(1e9)).toBe('Q4_K_M');
});
