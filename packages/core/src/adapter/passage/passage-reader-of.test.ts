import { expect, test } from 'vitest';
import { type FieldsOrFunction, passageReaderOf } from './passage-reader-of.ts';

type Hit = Record<string, readonly string[]>;

const hit: Hit = {
  title: ['Apples <i>'],
  tags: ['red', ' ', 'sweet'],
  page: ['<nav>Home</nav><p>Malus</p>', '<script>draw()</script>', '<b>Pyrus</b>'],
  empty: ['<p></p>'],
};
const textsIn = (one: Hit, name: string) => one[name] ?? [];

test.each<[string, FieldsOrFunction<Hit>, unknown]>([
  ['a field', 'title', 'Apples <i>'],
  [
    'several texts of a field, behind one label',
    { field: 'tags', label: 'Tags' },
    'Tags: red\nsweet',
  ],
  ['fields that are there', ['none', { field: 'title' }, 'tags'], 'Apples <i>\nred\nsweet'],
  ['no field', { field: 'none', label: 'None' }, null],
  ['what a function gives', ({ tags }) => tags, hit['tags']],
  ['what a function does not give', () => undefined, null],
])('reads %s at once', (_, selector, passage) => {
  expect(passageReaderOf(selector, textsIn)(hit)).toEqual(passage);
});

test.each<[string, FieldsOrFunction<Hit>, unknown]>([
  ['texts in HTML', { field: 'page', format: 'html', label: 'Page' }, 'Page: Malus\nPyrus'],
  [
    'fields in several formats',
    ['title', { field: 'empty', format: 'html', label: 'None' }, { field: 'page', format: 'html' }],
    'Apples <i>\nMalus\nPyrus',
  ],
  ['no text', { field: 'empty', format: 'html', label: 'None' }, null],
])('waits for %s', async (_, selector, passage) => {
  const reading = passageReaderOf(selector, textsIn)(hit);
  expect(reading).toBeInstanceOf(Promise);
  expect(await reading).toBe(passage);
});
