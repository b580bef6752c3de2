import { expect, test } from 'vitest';
import { fittedScorer } from '../decorators/fitted-scorer.ts';
import { lengthTolerantScorer } from '../decorators/length-tolerant-scorer.ts';
import { renderPrompt } from '../prompt/prompt.ts';
import { bestOf } from '../score/best-of.ts';
import { expectedScore } from '../score/expected-score.ts';
import { knownAs } from '../scorer/known-as.ts';
import type { PassageFit } from '../scorer/passage-fit.ts';
import type { PromptLimits } from '../scorer/prompt-limits.ts';
import type { Scorer, ScoreRequest } from '../scorer/scorer.ts';

const query = 'apples';
const short = 'An apple is a fruit.';
const SENTENCES = ['An apple is a round, edible fruit. ', 'The square root of 999 is about 31.6. '];

/**
 * Tests that each option for long passages does what it promises over a scorer, as {@link createReranker} stacks it, by
 * vitest inside the caller's `describe`.
 *
 * @param scorerOf gives the scorer under test; called once per test. A small context makes the tests quick.
 */
export function lengthContract(scorerOf: () => Scorer): void {
  test('tells the length of its context, and counts tokens', async () => {
    const limits = limitsOf(scorerOf());
    expect(await limits.contextTokens()).toBeGreaterThan(0);
    const [one, two] = await Promise.all([short, short + short].map((t) => limits.countTokens(t)));
    expect(one).toBeGreaterThan(0);
    expect(two).toBeGreaterThan(one!);
    expect(two).toBeLessThanOrEqual(2 * one!);
  });

  test.each<{ longPassages: PassageFit['longPassages']; name: string }>([
    { longPassages: undefined, name: 'unless told otherwise' },
    { longPassages: 'truncate', name: "by 'truncate'" },
  ])('reads the beginning of a passage that is too long, $name', async ({ longPassages }) => {
    const scorer = scorerOf();
    const context = await limitsOf(scorer).contextTokens();
    const passage = await longerThan(context, scorer);
    const { answers, read } = await scoreFitted(scorer, [passage, short], { longPassages });
    expect(read[1]).toBe(short);
    expect(passage.startsWith(read[0]!)).toBe(true);
    const tokens = await limitsOf(scorer).countTokens(renderPrompt(query, read[0]!));
    expect(tokens).toBeLessThanOrEqual(context);
    expect(tokens).toBeGreaterThan(context * 0.8);
    await expectScoresOf(scorer, answers, read);
  });

  test('reads no more of a passage than maxPassageTokens', async () => {
    const scorer = scorerOf();
    const passage = SENTENCES.join('').repeat(4);
    const { answers, read } = await scoreFitted(scorer, [passage, short], { maxPassageTokens: 9 });
    expect(passage.startsWith(read[0]!)).toBe(true);
    const tokens = await limitsOf(scorer).countTokens(read[0]!);
    expect(tokens).toBeLessThanOrEqual(9);
    expect(tokens).toBeGreaterThan(5);
    await expectScoresOf(scorer, answers, read);
  });

  test("refuses a passage that is too long by 'refuse', naming it, and no other", async () => {
    const scorer = scorerOf();
    const passage = await longerThan(await limitsOf(scorer).contextTokens(), scorer);
    const refusing = { longPassages: 'refuse' } as const;
    await expect(scoreFitted(scorer, [short, passage], refusing)).rejects.toMatchObject({
      code: 'context_length',
      part: 'passage',
      index: 1,
    });
    const tooLong = scoreFitted(scorer, [short, SENTENCES.join('')], {
      ...refusing,
      maxPassageTokens: 9,
    });
    await expect(tooLong).rejects.toThrow('passage 1 is longer than the 9 tokens');
    const { answers, read } = await scoreFitted(scorer, [short], refusing);
    expect(read).toEqual([short]);
    expect(answers).toHaveLength(1);
  });

  test("reads all of a long passage by 'chunks', of which the best counts", async () => {
    const scorer = scorerOf();
    const passage = SENTENCES.join('').repeat(4);
    const chunking = { longPassages: 'chunks', maxPassageTokens: 24 } as const;
    const { answers, read } = await scoreFitted(scorer, [passage], chunking);
    expect(read.length).toBeGreaterThan(2);
    let covered = 0;
    for (const chunk of read) {
      expect(await limitsOf(scorer).countTokens(chunk)).toBeLessThanOrEqual(24);
      const at = passage.indexOf(chunk);
      expect(at).toBeGreaterThanOrEqual(0);
      covered += chunk.length;
    }
    expect(passage.endsWith(read.at(-1)!)).toBe(true);
    expect(covered).toBeGreaterThanOrEqual(passage.length);
    const alone = await scorer.score({ query, passages: read });
    expect(expectedScore(answers[0]!)).toBeCloseTo(expectedScore(bestOf(alone)), 2);
  });

  test('refuses a query that leaves no room for a passage, naming it', async () => {
    const scorer = scorerOf();
    const long = await longerThan(await limitsOf(scorer).contextTokens(), scorer);
    const fitted = fittedScorer(lengthTolerantScorer(scorer), limitsOf(scorer));
    const scoring = fitted.score({ query: long, passages: [short, 'Another apple.'] });
    await expect(scoring).rejects.toMatchObject({ code: 'context_length', part: 'query' });
  });
}

function limitsOf({ limits }: Scorer): PromptLimits {
  if (limits === undefined) throw new Error('the scorer tells no limits');
  return limits;
}

/** Makes a text of more tokens than a context has, and of not many more, as long prompts take long. */
async function longerThan(context: number, scorer: Scorer): Promise<string> {
  const both = SENTENCES.join('');
  const tokens = await limitsOf(scorer).countTokens(both);
  return both.repeat(Math.ceil((context * 1.5) / tokens));
}

/** Scores through the decorators for length, and tells the texts that the scorer itself was last given, in order. */
async function scoreFitted(scorer: Scorer, passages: readonly string[], fit: PassageFit) {
  let read: readonly string[] = [];
  const recorded = knownAs(scorer, {
    score: async (request: ScoreRequest) => {
      read = request.passages;
      return scorer.score(request);
    },
  });
  const fitted = fittedScorer(recorded, limitsOf(scorer));
  const answers = await fitted.score({ query, passages, ...fit });
  return { answers, read };
}

async function expectScoresOf(
  scorer: Scorer,
  answers: Awaited<ReturnType<Scorer['score']>>,
  read: readonly string[],
): Promise<void> {
  const alone = await scorer.score({ query, passages: read });
  for (const [n, answer] of answers.entries()) {
    expect(expectedScore(answer)).toBeCloseTo(expectedScore(alone[n]!), 2);
  }
}
