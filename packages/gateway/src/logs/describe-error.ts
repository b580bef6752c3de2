import { RerankError } from '@lb-rerank/core';
import { GatewayError } from '../errors/gateway-error.ts';

/** What of an error may stand in a log: all that our own say, which is never a text; of any other its kind and place only. */
export function describeError(error: unknown): object {
  if (error instanceof RerankError || error instanceof GatewayError) {
    return { name: error.name, code: error.code, message: error.message };
  }
  if (!(error instanceof Error)) return { name: typeof error };
  const withoutMessage = error.stack?.replace(error.message, '');
  const frames = withoutMessage?.split('\n').filter((line) => line.startsWith('    at '));
  return { name: error.name, stack: frames?.join('\n') };
}
