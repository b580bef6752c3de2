import { describe, expect, test } from 'vitest';
import { BackendOutputError } from '../errors/backend-output-error.ts';
import { checkedProbabilities } from './checked-probabilities.ts';

const source = { url: 'http://127.0.0.1:8000/v1', modelId: 'other-model' };

describe('checkedProbabilities', () => {
  test('hands back seven probabilities with enough mass', () => {
    const values = [0, 0, 0, 0, 0.1, 0.2, 0.6];
    expect(checkedProbabilities(values, source)).toEqual(values);
  });

  test.each([
    ['too little mass', [0.1, 0, 0, 0, 0, 0, 0.1]],
    ['NaN', [Number.NaN, 0, 0, 0, 0, 0, 1]],
    ['a probability over 1', [0, 0, 0, 0, 0, 0, 1.5]],
    ['a negative probability', [-0.1, 0, 0, 0, 0, 0, 1]],
    ['a sum over 1', [1, 1, 0, 0, 0, 0, 0]],
    ['six values', [0, 0, 0, 0, 0, 1]],
  ])('refuses %s and names the model', (_, values) => {
    expect(() => checkedProbabilities(values, source)).toThrow(BackendOutputError);
    expect(() => checkedProbabilities(values, source)).toThrow(/other-model/);
  });
});
