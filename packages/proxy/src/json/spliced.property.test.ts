import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { JsonSource, markAllElements, originOf } from './json-source.ts';
import { splicedText } from './spliced.ts';

const space = fc.constantFrom('', '', ' ', '\n  ', '\t', ' \r\n');
const number = fc.oneof(
  fc.constantFrom('-0', '1.50', '1E+2', '12345678901234567890', '0.1e-7', '9007199254740993'),
  fc.integer().map(String),
);
const string = fc.oneof(
  fc.string({ unit: 'grapheme' }).map((text) => JSON.stringify(text)),
  fc.constantFrom('"\\u00e9"', '"\\/"', '"\\ud83d"', '"\\\\"', '"\\\\\\""', '"]}{[,:"'),
);
const name = fc
  .oneof(
    fc.constantFrom('"a"', '"\\u0061"', '"2"', '"10"', '"__proto__"', '"constructor"', '""'),
    string,
  )
  // Once a name held a backslash, the JSON.parse of V8 13.6 takes the escapes of others for it.
  .filter((text) => !(JSON.parse(text) as string).includes('\\'));

/** JSON as someone spells it who wants to be misread. */
const { json } = fc.letrec<{ json: string }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 5, depthSize: 'medium' },
    number,
    string,
    fc.constantFrom('true', 'false', 'null'),
    listOf('[', tie('json'), ']'),
    listOf(
      '{',
      fc
        .tuple(name, space, space, tie('json'))
        .map(([key, a, b, value]) => `${key}${a}:${b}${value}`),
      '}',
    ),
  ),
}));

function listOf(open: string, part: fc.Arbitrary<string>, close: string): fc.Arbitrary<string> {
  const spaced = fc.tuple(space, part, space).map((parts) => parts.join(''));
  return fc
    .tuple(fc.array(spaced, { maxLength: 5 }), space)
    .map(([parts, empty]) => `${open}${parts.length === 0 ? empty : parts.join(',')}${close}`);
}

/** Changes a value here and there: leaves out, adds, reverses and replaces. */
function changed(value: unknown, draw: () => number): unknown {
  const what = draw();
  if (what === 0) return value;
  if (Array.isArray(value)) {
    const kept = value.filter(() => draw() > 0).map((one) => changed(one, draw));
    return what === 1 ? kept.toReversed() : what === 2 ? [...kept, { new: 1 }] : kept;
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(() => draw() > 0);
    const marks = Object.getOwnPropertySymbols(value).map(
      (mark) => [mark, (value as Record<symbol, unknown>)[mark]] as const,
    );
    const more = what === 1 ? [['new', [1]] as const] : [];
    return Object.fromEntries([
      ...entries.map(([key, one]) => [key, changed(one, draw)] as const),
      ...more,
      ...marks,
    ]);
  }
  return what === 1 ? 'another' : value;
}

function drawsOf(draws: readonly number[]): () => number {
  let at = 0;
  return () => draws[at++ % draws.length]!;
}

/** Drops what JSON does not show, so that both sides are compared by what is read. */
const asRead = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test('reads as what was wanted, whatever is changed, and however it is spelled', () => {
  const draws = fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(
      fc.tuple(space, json, space),
      draws,
      fc.boolean(),
      ([a, text, b], drawn, isMarked) => {
        const source = new JsonSource(`${a}${text}${b}`);
        if (isMarked) markAllElements(source.root);
        const after = changed(source.value, drawsOf(drawn));
        expect(asRead(JSON.parse(splicedText(source, after)))).toEqual(asRead(after));
      },
    ),
    { numRuns: 2000 },
  );
});

test('keeps each element to the letter, in any order', () => {
  fc.assert(
    fc.property(fc.array(json, { minLength: 1, maxLength: 6 }), space, (parts, blank) => {
      const source = new JsonSource(
        `{"a":[${parts.map((part) => `{"v":${blank}${part}}`).join(',')}]}`,
      );
      markAllElements(source.root);
      const { a } = source.value as { a: { v: unknown }[] };
      const after = { a: a.toReversed().map((one) => ({ ...one, score: 1 })) };
      expect(a.every((one) => originOf(one) !== undefined)).toBe(true);
      const expected = parts.toReversed().map((part) => `{"v":${blank}${part},"score":1}`);
      expect(splicedText(source, after)).toBe(`{"a":[${expected.join(',')}]}`);
    }),
    { numRuns: 1000 },
  );
});
