import { expect, test } from 'vitest';
import { sideBySide } from './side-by-side.ts';

const hits = [
  { id: 'b', passage: 'Malus \u001B[2Jdomestica', before: 2, engineScore: 0.5, score: 6.1234 },
  { id: 'a', passage: '苹果'.repeat(40), before: 1, engineScore: 12.25, score: 2 },
  { id: 'c', passage: ' ', before: 3, engineScore: null, score: null },
];

test('stands both orders side by side, no wider than the terminal, without control characters', () => {
  const lines = sideBySide({ hits }, { places: 10, columns: 100 }).split('\n');
  expect(lines).toHaveLength(4);
  expect(lines[1]).toMatch(/^ *1 +苹果.*12\.250 +│ +1 +Malus domestica +6\.12 +↑2$/);
  expect(lines[2]).toMatch(/^ *2 +Malus domestica +0\.500 +│ +2 +苹果.*2\.00 +↓1$/);
  expect(lines[3]).toMatch(/^ *3 +\(c: no passage\) +– +│ +3 +\(c: no passage\) +– +=$/);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(100);
});

test('shows as many places as are asked for', () => {
  expect(sideBySide({ hits }, { places: 1, columns: 80 }).split('\n')).toHaveLength(2);
});
