import { APIError } from 'openai';
import { expect, test } from 'vitest';
import { backendErrorOf } from './backend-error-of.ts';

const url = 'http://127.0.0.1:8000/v1';
const errorWith = (status: number, headers: Record<string, string>) =>
  backendErrorOf(new APIError(status, {}, undefined, new Headers(headers)), url);

test.each([
  ['seconds', '2', 2000],
  ['a time of a server whose clock is an hour ahead', 'Fri, 27 Nov 2026 11:00:02 GMT', 2000],
  ['a time that has passed', 'Fri, 27 Nov 2026 10:59:58 GMT', 0],
  ['nonsense', 'soon', undefined],
])('reads how long a server wants us to wait: %s', (_, value, retryAfterMs) => {
  const date = 'Fri, 27 Nov 2026 11:00:00 GMT';
  expect(errorWith(503, { 'retry-after': value, date })).toMatchObject({ retryAfterMs });
});

test.each([
  ['http://evil.example/v1/models', 'redirects to http://evil.example, which is not followed'],
  ['/login', 'redirects to http://127.0.0.1:8000, which is not followed'],
  ['http://', 'redirects to another address, which is not followed'],
])('says where a redirect leads: %s', (location, message) => {
  const error = errorWith(307, { location });
  expect(error).toMatchObject({ code: 'backend_response', status: 307, isRetryable: false });
  expect(error.message).toContain(message);
});
