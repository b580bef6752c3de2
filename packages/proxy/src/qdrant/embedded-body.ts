import type { Embedder, InferenceDocument } from '../embeddings/create-embedder.ts';
import type { BareCall } from '../engine/engine.ts';
import type { AskedBody } from './asked-body.ts';
import type { DocumentReplacer } from './replaced-documents.ts';

/** A body whose documents have become vectors wherever it is written. */
export interface EmbeddedBody extends AskedBody {
  /** The request itself, with its vectors. */
  readonly bare: BareCall;
}

/**
 * Embeds the documents of a body, where there is an embedder; it is read with its documents all the same.
 *
 * @param replace finds the documents in a request of this kind
 * @throws EmbeddingError where they cannot be embedded.
 */
export async function embeddedBody(
  { body, textOf }: AskedBody,
  replace: DocumentReplacer,
  embed: Embedder | undefined,
  signal: AbortSignal,
): Promise<EmbeddedBody> {
  const documents: InferenceDocument[] = [];
  if (embed !== undefined) {
    replace(body, (document) => {
      documents.push(document);
      return document;
    });
  }
  if (embed === undefined || documents.length === 0) return { body, textOf, bare: {} };
  const vectorOf = await embed(documents, signal);
  const textWithVectors = (changed: object) => textOf(replace(changed, vectorOf));
  return { body, textOf: textWithVectors, bare: { body: textWithVectors(body) } };
}
