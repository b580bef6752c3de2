import { expect, test } from 'vitest';
import { textOfHtml } from './text-of-html.ts';

test.each<[string, string, string]>([
  [
    'in a heading',
    '<h2><button aria-expanded="true">How long?</button></h2><div>30 days.</div>',
    'How long?\n30 days.',
  ],
  [
    'deep in a heading',
    '<h3>1. <b><button>How long?</button></b></h3>30 days.',
    '1. How long?\n30 days.',
  ],
  [
    'in a summary',
    '<details><summary><button>How long?</button></summary>30 days.</details>',
    'How long?\n30 days.',
  ],
  [
    'that shows and hides',
    '<button aria-expanded=false>How long?</button><p>30 days.',
    'How long?\n30 days.',
  ],
  [
    'that says what it controls',
    '<button aria-controls="a">How long?</button><p id="a">30 days.',
    'How long?\n30 days.',
  ],
])('reads a button %s', (_, html, text) => {
  expect(textOfHtml(html)).toBe(text);
});

test.each<[string, string]>([
  ['behind a heading', '<h2>How long?</h2><button>Buy</button><p>30 days.</p>'],
  ['that is hidden', '<h2>How long?<button hidden>Copy</button></h2>30 days.'],
  [
    'that is hidden in a heading',
    '<h2>How long?<button aria-hidden="true">Copy</button></h2>30 days.',
  ],
  [
    'of what stands around',
    '<nav><button aria-expanded="false">Menu</button></nav><h2>How long?</h2>30 days.',
  ],
])('leaves out a button %s', (_, html) => {
  expect(textOfHtml(html)).toBe('How long?\n30 days.');
});

test.each<[string, string, string]>([
  [
    'before them',
    '<div><h1>Apples</h1>Share</div><article>Red and green.</article>',
    'Apples\nRed and green.',
  ],
  [
    'in the head of the page',
    '<header>Fruit<h1>Apples</h1></header><article>Red and green.</article>',
    'Apples\nRed and green.',
  ],
  [
    'in a form around all',
    '<form><h1>Apples</h1>Share<article>Red and green.</article></form>',
    'Apples\nRed and green.',
  ],
])('of articles reads the first heading %s', (_, html, text) => {
  expect(textOfHtml(html)).toBe(text);
});

test.each(['nav', 'footer', 'aside'])('of articles leaves out a first heading in `%s`', (name) => {
  const html = `<${name}><h1>Fruit</h1></${name}><h2>More</h2><article>Red and green.</article>`;
  expect(textOfHtml(html)).toBe('Red and green.');
});

test('leaves the head of a page out with its heading, where there are no articles', () => {
  expect(textOfHtml('<header><h1>Fruit</h1></header><p>Red and green.')).toBe('Red and green.');
});
