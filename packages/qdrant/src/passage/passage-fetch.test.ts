import { describe, expect, test } from 'vitest';
import type { PassageSelector } from './passage-selector.ts';
import { passageFetchFor, withoutFetched } from './passage-fetch.ts';

const payload = { title: 'Apples', body: { text: 'Malus', notes: ['a'] } };
const point = { id: 1, version: 0, score: 1, payload };
const anything: PassageSelector = () => 'text';

describe('passageFetchFor', () => {
  test.each<[unknown, PassageSelector, unknown]>([
    [undefined, 'body.text', ['body.text']],
    [null, ['title', 'body.text'], ['title', 'body.text']],
    [false, 'chunks[3].text', ['chunks[].text']],
    [false, ['title', { field: 'body.text', format: 'html' }], ['title', 'body.text']],
    [false, anything, true],
    [false, 'page content', ['"page content"']],
    [false, '@text', ['"@text"']],
    [false, '"text[0]"', ['"text[0]"']],
    [false, '"a.b"[2]."c d".e', ['"a.b"[]."c d".e']],
    [false, 'größe.文本', ['größe.文本']],
    [['title'], 'page content', ['title', '"page content"']],
    [['"page content"'], 'page content', ['"page content"']],
    [{ exclude: ['"page content"'] }, 'page content', { exclude: [] }],
    // Qdrant has no way to write these.
    [false, 'a\\b', true],
    [false, '[].text', true],
    [true, 'body.text', true],
    [['title'], 'title', ['title']],
    [['body'], 'body.text', ['body']],
    [['body.notes'], 'body.text', ['body.notes', 'body.text']],
    [['body.text'], 'body', ['body.text', 'body']],
    [{ include: ['title'] }, 'body.text', ['title', 'body.text']],
    [{ include: ['body'] }, 'body.text', { include: ['body'] }],
    [{ exclude: ['title'] }, 'body.text', { exclude: ['title'] }],
    [{ exclude: ['title', 'body'] }, 'body.text', { exclude: ['title'] }],
    [{ exclude: ['body.notes'] }, 'body', { exclude: [] }],
    [['title'], anything, true],
  ])('of a request for %j and the passage %s asks for %j', (asked, passage, expected) => {
    expect(passageFetchFor(asked, passage).withPayload).toEqual(expected);
  });

  test.each<[unknown, unknown]>([
    [true, payload],
    [['title'], { title: 'Apples' }],
    [['body.notes'], { body: { notes: ['a'] } }],
    [{ exclude: ['body'] }, { title: 'Apples' }],
    [[], {}],
  ])('gives a caller who asked for %j just that', (asked, expected) => {
    const fetch = passageFetchFor(asked, 'body.text');
    expect(withoutFetched(point, fetch)).toEqual({ ...point, payload: expected });
  });

  test.each([undefined, null, false])('gives a caller who asked for %j no payload', (asked) => {
    expect(withoutFetched(point, passageFetchFor(asked, 'title'))).not.toHaveProperty('payload');
  });
});
