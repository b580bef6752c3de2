import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { openElement, PAGE } from './open-element.ts';
import { OpenElements } from './open-elements.ts';
import { textOfHtml, textsOfHtml } from './text-of-html.ts';

/** Texts of a few hundred thousand tags. What took the square of their length would take minutes, and the test's time with it. */
const MANY = 200_000;
const nested = (tag: string) => `${tag.repeat(MANY)}x`;

test.each<[string, string, string]>([
  ['elements in each other', nested('<div>'), 'x'],
  ['elements that end what is not open', `${'<div>'.repeat(MANY)}${'</b>'.repeat(MANY)}x`, 'x'],
  ['long names that end what is not open', `${`</${'a'.repeat(50)}>`.repeat(MANY)}x`, 'x'],
  ['forms in each other', nested('<form>'), 'x'],
  ['tables in each other', nested('<table><tr><td>'), 'x'],
  ['marks across each other', nested('<a><b></a>'), 'x'],
  ['drawings in each other', nested('<svg><desc>'), ''],
  ['paragraphs without an end', nested('<p>'), 'x'],
  ['attributes', `<p ${Array.from({ length: MANY }, (_, n) => `a${n}=1`).join(' ')}>x`, 'x'],
  ['one attribute again and again', `<p ${'style=display: '.repeat(MANY)}>x`, 'x'],
  ['a long style', `<p style="${'; '.repeat(MANY)}display">x`, 'x'],
  ['comments of a style', `<p style="${'/*'.repeat(MANY)}">x`, 'x'],
  ['comments that do not end', nested('<!--'), ''],
  ['tags that do not end', nested('<a href='), ''],
  ['no tags', '<'.repeat(MANY), '<'.repeat(MANY)],
  ['no entities', '&'.repeat(MANY), '&'.repeat(MANY)],
  ['line breaks in code', `a<pre>${'\n'.repeat(MANY)}x</pre>`, `a${'\n'.repeat(MANY)}x`],
  ['pieces of code', nested('<pre> </pre>'), 'x'],
  ['cells without text', nested('<td>'), 'x'],
  ['titles', nested('<title>a</title>'), 'a\nx'],
])('reads many %s', async (_, html, text) => {
  expect(textOfHtml(html)).toBe(text);
  expect(await textsOfHtml([html])).toEqual([text]);
});

const names = [
  'p',
  'div',
  'table',
  'tr',
  'td',
  'li',
  'main',
  'article',
  'nav',
  'form',
  'svg',
  'pre',
];
const more = [
  'script',
  'title',
  'img alt="a"',
  'br',
  'b hidden',
  'header',
  'textarea',
  'math',
  'x-y',
];
const part = fc.oneof(
  fc.constantFrom(
    ...[...names, ...more].flatMap((name) => [`<${name}>`, `</${name}>`, `<${name}/>`]),
  ),
  fc.constantFrom(
    '<',
    '>',
    '&',
    '&amp;',
    '&#xD800;',
    '&#x110000;',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '"',
    '=',
    '\0',
  ),
  fc.string({ unit: 'binary' }),
);

test('reads anything, and leaves no spaces at its ends', () => {
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const text = textOfHtml(parts.join(''));
      expect(text).toBe(text.trimEnd().replace(/^\s*\n/, ''));
    }),
  );
});

test('reads a text without marks as it stands, but for its spaces', () => {
  const words = fc.array(fc.stringMatching(/^[^<&\s\u00AD\u200B\uFEFF]+$/));
  fc.assert(
    fc.property(words, (texts) => {
      expect(textOfHtml(texts.join(' \n\t'))).toBe(texts.join(' '));
    }),
  );
});

test('reads anything in slices as in one piece', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(part, { minLength: 1 }), async (parts) => {
      const html = parts.join('').repeat(50);
      expect(await textsOfHtml([html])).toEqual([textOfHtml(html)]);
    }),
  );
});

test('takes a step for each tag, however they are nested', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...names), fc.boolean()), { maxLength: 2000 }),
      (tags) => {
        let closed = 0;
        const elements = new OpenElements(() => (closed += 1));
        let opened = 0;
        for (const [name, isEnd] of tags) {
          if (isEnd) {
            elements.close(name);
            continue;
          }
          elements.beforeOpening(name);
          elements.open(openElement(name, {}, PAGE));
          opened += 1;
        }
        expect(closed).toBeLessThanOrEqual(opened);
        expect(opened - closed).toBeLessThanOrEqual(512);
      },
    ),
  );
});
