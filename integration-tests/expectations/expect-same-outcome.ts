import { expect } from 'vitest';
import type { QdrantFault } from '../data/faulty-qdrant-client.ts';

/** An error of a bare or of a wrapped client. */
export interface QdrantFailure {
  readonly code?: string;
  readonly data?: { readonly status: { readonly error: string } };
  readonly cause?: QdrantFailure;
}

/** The outcome of a call. */
export type Outcome<T> =
  | { readonly answer: T; readonly error?: undefined }
  | { readonly error: QdrantFailure; readonly answer?: undefined };

/** Holds what became of a wrapped client's call against what became of the bare one's; what asks for reranking may be refused. */
export async function expectSameOutcome<T>(
  { bare, wrapped }: { bare: Outcome<T>; wrapped: Outcome<T> },
  { reranks, fault }: { reranks: readonly unknown[]; fault: QdrantFault },
  expectSameAnswer: (answers: { bare: T; wrapped: T }) => Promise<void>,
): Promise<void> {
  if (wrapped.error?.code === 'invalid_request') {
    expect(reranks.some((rerank) => typeof rerank === 'object')).toBe(true);
    return;
  }
  if (bare.error === undefined) {
    expect(wrapped.error).toBeUndefined();
    await expectSameAnswer({ bare: bare.answer, wrapped: wrapped.answer! });
    return;
  }
  if (wrapped.error === undefined) {
    // A rank window with `minScore` may be smaller than the page that the engine refuses.
    expect(reranks.some(hasMinScore)).toBe(true);
    return;
  }
  // Otherwise the caller's own request meets another fault than the bare one did.
  if (fault.kind === 'second') return;
  const cause = wrapped.error.code === 'retrieval_failed' ? wrapped.error.cause : wrapped.error;
  expect(cause?.data?.status.error ?? cause).toEqual(bare.error.data?.status.error ?? bare.error);
}

/** Tells whether a call leaves out points by the reranker's scores. */
export function hasMinScore(rerank: unknown): boolean {
  return ((rerank ?? {}) as { minScore?: number }).minScore !== undefined;
}
