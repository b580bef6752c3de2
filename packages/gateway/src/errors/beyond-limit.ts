import { GatewayError } from './gateway-error.ts';

/** Describes a list of documents that is too long, by its name in the request. */
export function tooManyDocuments(argument: string, maxDocuments: number): GatewayError {
  const message = `more than ${maxDocuments} documents in ${argument}`;
  return new GatewayError('too_many_documents', message, { argument });
}

/** Describes a text that is too long, by its place in the request. */
export function textTooLong(argument: string, maxCharacters: number): GatewayError {
  const message = `${argument} is longer than ${maxCharacters} characters`;
  return new GatewayError('document_too_long', message, { argument });
}
