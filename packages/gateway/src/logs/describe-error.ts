import { RerankError } from '@lb-rerank/core';
import { GatewayError } from '../errors/gateway-error.ts';

/**
 * Describes an error for the log: our own errors in full, because they never contain document text; of other errors
 * only the class and the location.
 */
export function describeError(error: unknown): object {
  if (error instanceof RerankError || error instanceof GatewayError) {
    return { name: error.name, code: error.code, message: error.message };
  }
  if (!(error instanceof Error)) return { name: typeof error };
  const withoutMessage = error.stack?.replace(error.message, '');
  const frames = withoutMessage?.split('\n').filter((line) => line.startsWith('    at '));
  return { name: error.name, stack: frames?.join('\n') };
}
