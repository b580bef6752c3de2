import type { Call, PlannedCall } from '../engine/engine.ts';
import { askedBodyOf } from './asked-body.ts';
import { embeddedBody } from './embedded-body.ts';
import type { QdrantContext } from './qdrant-context.ts';
import type { DocumentReplacer } from './replaced-documents.ts';

/**
 * Plans an update of points, whose texts become vectors; it is passed on with them.
 *
 * @throws SyntaxError for what is no request; EmbeddingError where its texts cannot be embedded.
 */
export async function planUpdateCall(
  call: Call,
  replace: DocumentReplacer,
  { embed }: Pick<QdrantContext, 'embed'>,
): Promise<PlannedCall> {
  // Most updates bring their vectors, and are large: they are not even parsed.
  if (!/model|\\u/.test(call.body)) return { bare: {} };
  const { bare } = await embeddedBody(askedBodyOf(call.body), replace, embed, call.signal);
  return { bare };
}
