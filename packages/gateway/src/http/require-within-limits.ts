import type { Question } from '../dialects/request/question.ts';
import { GatewayError } from '../errors/gateway-error.ts';
import type { CompleteGatewaySettings } from '../settings/gateway-settings.ts';

/** @throws GatewayError naming the limit that a question goes beyond. */
export function requireWithinLimits(
  { searches }: Question,
  { maxDocuments, maxCharactersPerDocument }: CompleteGatewaySettings,
): void {
  const documents = searches.flatMap((search) => search.documents);
  if (documents.length > maxDocuments) {
    throw new GatewayError('too_many_documents', `more than ${maxDocuments} documents`, {
      argument: 'documents',
    });
  }
  const tooLong = documents.findIndex((document) => document.length > maxCharactersPerDocument);
  if (tooLong >= 0) {
    const argument = `documents[${tooLong}]`;
    const message = `${argument} is longer than ${maxCharactersPerDocument} characters`;
    throw new GatewayError('document_too_long', message, { argument });
  }
  if (searches.some(({ query }) => query.length > maxCharactersPerDocument)) {
    const message = `query is longer than ${maxCharactersPerDocument} characters`;
    throw new GatewayError('document_too_long', message, { argument: 'query' });
  }
}
