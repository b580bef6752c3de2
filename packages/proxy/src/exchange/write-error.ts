import { InvalidRequestError } from '@lb-rerank/core';
import { EmbeddingError } from '../embeddings/embedding-error.ts';
import { UpstreamError } from '../upstream/upstream-errors.ts';
import type { Exchange, ExchangeContext } from './exchange.ts';

/** Answers with an error in the engine's form, or ends the connection where an answer has begun. */
export function writeError(
  { request, response, caller }: Exchange,
  error: unknown,
  { engine, logger }: Pick<ExchangeContext, 'engine' | 'logger'>,
): void {
  if (caller.hasGone) return;
  const { status, message } = toldError(error);
  if (status >= 500) {
    logger.error({ method: request.method, status, reason: message }, 'request failed');
  }
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const body = JSON.stringify(engine.errorBody(status, message));
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

/** Tells of an error what its caller may know. */
function toldError(error: unknown): { status: number; message: string } {
  if (error instanceof UpstreamError || error instanceof EmbeddingError)
    return { status: error.statusCode, message: error.message };
  if (error instanceof InvalidRequestError) return { status: 400, message: error.message };
  const name = error instanceof Error ? error.name : typeof error;
  return { status: 502, message: `the request cannot be passed on (${name})` };
}
