import { expect, test } from 'vitest';
import { withoutFields } from './without-fields.ts';

test('takes added fields out, but not those that the caller asked for by name', () => {
  const fields = { text: ['x'], title: ['t'], topic: ['even'] };
  expect(withoutFields(fields, ['text'], ['title'])).toEqual({ title: ['t'], topic: ['even'] });
  expect(withoutFields(fields, ['text', 'title'], ['text'])).toEqual({
    text: ['x'],
    topic: ['even'],
  });
});

test('takes added fields out of nested objects, and those that are empty then', () => {
  const fields = { chunks: [{ text: ['x'], title: ['t'] }, { text: ['y'] }] };
  expect(withoutFields(fields, ['chunks.text'], ['chunks.title'])).toEqual({
    chunks: [{ title: ['t'] }],
  });
  expect(withoutFields(fields, ['chunks.text'], [])).toEqual({ chunks: [{ title: ['t'] }] });
});

test('leaves on each object what stands under its symbols, as a copy does', () => {
  const place = Symbol('place');
  const chunks = [{ text: ['x'] }, { text: ['y'], n: [1], [place]: 1 }];
  expect(withoutFields({ chunks }, ['chunks.text'], [])).toEqual({
    chunks: [{ n: [1], [place]: 1 }],
  });
});
