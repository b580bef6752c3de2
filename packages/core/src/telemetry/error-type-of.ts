import { RerankError } from '../errors/rerank-error.ts';

/** Gives the value of `error.type` (source: OpenTelemetry semantic conventions): our own code, or the error's name. */
export function errorTypeOf(error: unknown): string {
  if (error instanceof RerankError) return error.code;
  return error instanceof Error ? error.name : '_OTHER';
}
