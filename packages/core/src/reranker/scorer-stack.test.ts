import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import { fakeScorer } from '../testing/fake-scorer.ts';
import { SCORER_STACK, stackScorers } from './scorer-stack.ts';

describe('SCORER_STACK', () => {
  test('is what the README says, in the same order', async () => {
    const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
    const [, table = ''] = readme.split('| decorator | what it does |\n');
    const rows = table.split('\n\n')[0]!.matchAll(/^\| `(\w+)` \|/gm);
    expect([...rows].map(([, name]) => name)).toEqual(SCORER_STACK.map(({ name }) => name));
  });

  test('has each decorator under its own name', async () => {
    const names = SCORER_STACK.map(({ name }) => name);
    const files = names.map((name) =>
      name.replace(/[A-Z]/g, (letter) => `-${letter}`.toLowerCase()),
    );
    const exported = await Promise.all(
      files.map((file) => import(`../decorators/${file}.ts`) as Promise<Record<string, unknown>>),
    );
    expect(exported.map((module, index) => typeof module[names[index]!])).toEqual(
      names.map(() => 'function'),
    );
  });
});

describe('stackScorers', () => {
  test('asks each of several scorers, as one', async () => {
    const scorers = [fakeScorer(() => 2), fakeScorer(() => 2)];
    const scorer = stackScorers({ scorer: scorers });
    for (const query of 'abcdefgh') await scorer.score({ query, passages: ['p'] });
    expect(scorers.every(({ requests }) => requests.length > 0)).toBe(true);
    expect(scorers.flatMap(({ requests }) => requests)).toHaveLength(8);
  });

  test('refuses to stand on no scorer', () => {
    expect(() => stackScorers({ scorer: [] })).toThrow(InvalidRequestError);
  });
});
