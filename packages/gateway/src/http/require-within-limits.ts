import { wholeText } from '../dialects/request/document-text.ts';
import type { Question, QuestionLimits } from '../dialects/request/question.ts';
import { textTooLong, tooManyDocuments } from '../errors/beyond-limit.ts';

/** @throws GatewayError naming the limit that a question goes beyond. */
export function requireWithinLimits(
  { searches }: Question,
  { maxDocuments, maxCharactersPerDocument }: QuestionLimits,
): void {
  const documents = searches.flatMap((search) => search.documents);
  if (documents.length > maxDocuments) throw tooManyDocuments('documents', maxDocuments);
  const isTooLong = (text: string) => text.length > maxCharactersPerDocument;
  const tooLong = documents.findIndex((document) => isTooLong(wholeText(document)));
  if (tooLong >= 0) throw textTooLong(`documents[${tooLong}]`, maxCharactersPerDocument);
  if (searches.some(({ query }) => isTooLong(query))) {
    throw textTooLong('query', maxCharactersPerDocument);
  }
}
