import { stripVTControlCharacters } from 'node:util';
import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { expect, test } from 'vitest';
import { comparison } from './comparison.ts';
import { createFirstStage } from './first-stage.ts';

const documents = [
  { id: 'a', title: 'Apple pie, apple pie and apple pie', text: 'Peel the apples.' },
  { id: 'b', title: 'The apple tree', text: `Malus domestica ${'bears fruit '.repeat(20)}.` },
  {
    id: 'c',
    title: '',
    text: `Naming trees after an ${'apple\n'.repeat(3)}${'in Latin '.repeat(9)}`,
  },
];
async function shown(judgements?: ReadonlyMap<string, number>, query = 'apple') {
  const reranker = createReranker({
    scorer: fakeScorer((passage) => (passage.includes('Malus') ? 6.5 : 1.25)),
  });
  const candidates = createFirstStage(documents).search(query, 50);
  const ranking = await reranker.rerank({ query, candidates });
  return comparison({ query, ranking, judgements }).map(stripVTControlCharacters);
}

test('shows every document on both sides, the better one first on the right', async () => {
  const [, , , ...rows] = await shown();
  expect(rows).toHaveLength(3);
  expect(rows[0]).toMatch(/│ {2}1 {3}6\.500 ▁▁▁▁▁▅▅ +\d The apple tree$/);
});

test('marks the documents that are known to answer', async () => {
  const lines = await shown(
    new Map([
      ['b', 1],
      ['a', 0],
    ]),
  );
  expect(lines.filter((line) => line.includes('● '))).toHaveLength(3);
  expect((await shown()).join('')).not.toContain('●');
});

test('stays within 100 columns and one line a document', async () => {
  for (const line of await shown(new Map([['c', 1]]))) {
    expect(Array.from(line).length).toBeLessThanOrEqual(100);
    expect(line).not.toContain('\n');
  }
});

test('says so where nothing was found', async () => {
  expect(await shown(undefined, 'zebra')).toEqual([
    'zebra',
    '',
    'No document has a word of this query.',
  ]);
});
