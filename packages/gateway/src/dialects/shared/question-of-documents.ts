import type { z } from 'zod';
import { documentTexts } from './document-texts.ts';
import { fields } from './fields.ts';
import type { Question } from './question.ts';

/** The request fields that six dialects share, for their schemas. */
export const documentsFields: {
  readonly model: typeof fields.model;
  readonly query: typeof fields.query;
  readonly documents: typeof fields.documents;
  readonly top_n: typeof fields.count;
  readonly top_k: typeof fields.count;
  readonly return_details: typeof fields.returnDetails;
} = {
  model: fields.model,
  query: fields.query,
  documents: fields.documents,
  top_n: fields.count,
  top_k: fields.count,
  return_details: fields.returnDetails,
};

/** A request body with one query and its documents; the fields that a dialect lacks count as left out. */
interface DocumentsBody {
  readonly query: z.infer<typeof fields.query>;
  readonly documents: z.infer<typeof fields.documents>;
  readonly rank_fields?: z.infer<typeof fields.rankFields>;
  readonly top_n?: z.infer<typeof fields.count>;
  /** The same under the name that other interfaces have for it. */
  readonly top_k?: z.infer<typeof fields.count>;
  readonly max_tokens_per_doc?: z.infer<typeof fields.count>;
  readonly return_details?: z.infer<typeof fields.returnDetails>;
}

/**
 * Reads the question of a body that holds one query and its documents.
 *
 * @throws InvalidRequestError naming a document without a text.
 */
export function questionOfDocuments(body: DocumentsBody): Question {
  return {
    searches: [{ query: body.query, documents: documentTexts(body.documents, body.rank_fields) }],
    topN: body.top_n ?? body.top_k ?? undefined,
    maxPassageTokens: body.max_tokens_per_doc ?? undefined,
    withDetails: body.return_details ?? false,
  };
}
