import { APIError } from 'openai';
import { expect, test } from 'vitest';
import { backendErrorOf } from './backend-error-of.ts';

const notFound = () => APIError.generate(404, {}, 'not found', new Headers());

test('an address without /v1 at which nothing is found is told what it lacks', () => {
  const error = backendErrorOf(notFound(), 'http://127.0.0.1:8000');
  expect(error).toMatchObject({ code: 'backend_response', status: 404 });
  expect(error.message).toContain(
    'answered with HTTP 404; the address goes up to where the API begins, such as http://127.0.0.1:8000/v1;',
  );
});

test.each(['http://127.0.0.1:8000/v1', 'http://a/openai/v2'])('%s lacks a model', (url) => {
  expect(backendErrorOf(notFound(), url).message).toContain(
    `${url}: answered with HTTP 404; see that the server has a model by the name of`,
  );
});
