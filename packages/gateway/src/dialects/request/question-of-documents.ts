import type { z } from 'zod';
import { counts, topNOf } from './counts.ts';
import { documentTexts } from './document-texts.ts';
import { fields } from './fields.ts';
import type { Question, QuestionLimits } from './question.ts';
import { tokenLimit } from './token-limit.ts';
import { unavailable } from './unavailable.ts';

/** The request fields that most dialects share, for their schemas. */
export const documentsFields: {
  readonly model: typeof fields.model;
  readonly query: typeof fields.query;
  readonly documents: typeof fields.documents;
  readonly rank_fields: typeof fields.rankFields;
  readonly top_n: typeof fields.count;
  readonly top_k: typeof fields.count;
  readonly max_tokens_per_doc: typeof fields.limit;
  readonly return_details: typeof fields.returnDetails;
} & typeof unavailable = {
  model: fields.model,
  query: fields.query,
  documents: fields.documents,
  rank_fields: fields.rankFields,
  ...counts,
  max_tokens_per_doc: fields.limit,
  return_details: fields.returnDetails,
  ...unavailable,
};

/** A request body with one query and its documents. */
interface DocumentsBody {
  readonly query: z.infer<typeof fields.query>;
  readonly documents: z.infer<typeof fields.documents>;
  readonly rank_fields?: z.infer<typeof fields.rankFields>;
  readonly top_n?: z.infer<typeof fields.count>;
  readonly top_k?: z.infer<typeof fields.count>;
  readonly max_tokens_per_doc?: z.infer<typeof fields.limit>;
  readonly return_details?: z.infer<typeof fields.returnDetails>;
}

/**
 * Reads the question of a body that holds one query and its documents.
 *
 * @throws InvalidRequestError or GatewayError naming a document without a text, or the limit that documents go beyond.
 */
export function questionOfDocuments(body: DocumentsBody, limits: QuestionLimits): Question {
  const { query, documents, rank_fields: rankFields } = body;
  return {
    searches: [{ query, documents: documentTexts(documents, { rankFields, limits }) }],
    topN: topNOf(body),
    maxPassageTokens: tokenLimit(body.max_tokens_per_doc),
    withDetails: body.return_details ?? false,
  };
}
