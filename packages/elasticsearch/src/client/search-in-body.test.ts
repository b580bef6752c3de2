import { expect, test } from 'vitest';
import { requestLike, searchOf } from './search-in-body.ts';

test("takes a request without a body for the search itself, as Elasticsearch's client does", () => {
  const params = { index: 'books', query: { match_all: {} }, size: 5 };
  expect(searchOf(params)).toEqual(params);
  expect(requestLike(params, { ...params, size: 100 })).toEqual({ ...params, size: 100 });
});

test("puts a search back under body, and leaves what was outside of it, as OpenSearch's client has it", () => {
  const body = { query: { match_all: {} }, size: 5 };
  const params = { index: 'books', preference: '_local', from: 3, body };
  const search = searchOf(params);
  expect(search).toEqual({ index: 'books', preference: '_local', from: 3, ...body });
  expect(requestLike(params, { ...search, from: 0, size: 100, fields: ['text'] })).toEqual({
    index: 'books',
    preference: '_local',
    body: { ...body, from: 0, size: 100, fields: ['text'] },
  });
});

test('keeps what stands both under body and outside of it', () => {
  const body = { query: { match_all: {} }, docvalue_fields: ['n'] };
  const params = { index: 'books', docvalue_fields: 'm', body };
  expect(requestLike(params, { ...searchOf(params), size: 100 })).toEqual({
    index: 'books',
    docvalue_fields: 'm',
    body: { ...body, size: 100 },
  });
});

test("reads a body beside what is told by name, or as JSON, as Elasticsearch's client does", () => {
  const query = { match: { text: 'apples' } };
  const params = { index: 'books', size: 3, body: JSON.stringify({ query, size: 5 }) };
  expect(searchOf(params)).toEqual({ index: 'books', query, size: 3 });
  const asked = { index: 'books', body: { query }, querystring: { preference: '_local' } };
  expect(searchOf(asked)).toEqual({ index: 'books', query, preference: '_local' });
  expect(requestLike(asked, { ...searchOf(asked), size: 100 })).toEqual({
    index: 'books',
    preference: '_local',
    body: { query, size: 100 },
  });
});
