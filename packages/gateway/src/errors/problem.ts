import type { RerankErrorCode } from '@lb-rerank/core';
import type { GatewayErrorCode } from './gateway-error.ts';

/** Every kind of failure that a caller can be told of. */
export type ProblemCode = GatewayErrorCode | RerankErrorCode | 'internal';

/** A failure as a caller is told of it; each dialect has its own shape for it. */
export interface Problem {
  readonly status: number;
  readonly code: ProblemCode;
  /** The reason that the caller is told. */
  readonly message: string;
  /** The same for the log, without any word of the request. */
  readonly reason: string;
  /** The argument at fault, such as `documents[3]`. */
  readonly argument: string | undefined;
  readonly retryAfterMs: number | undefined;
}
