import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';

/**
 * The headers that describe an answer. A browser hides them from pages of other origins unless it is told not to.
 */
const EXPOSED_HEADERS = [
  'retry-after',
  'x-request-id',
  'x-rerank-dialect',
  'x-rerank-error',
  'x-rerank-outcome',
];

/** Lets pages of these origins call and read the answers, their headers included; `*` among them lets all. */
export function allowOrigins(origins: readonly string[]): MiddlewareHandler {
  return cors({
    origin: origins.includes('*') ? '*' : [...origins],
    exposeHeaders: EXPOSED_HEADERS,
  });
}
