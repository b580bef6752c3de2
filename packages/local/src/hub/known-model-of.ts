import { InvalidRequestError } from '@lb-rerank/core';
import { KNOWN_MODELS, type KnownModel } from './known-models.ts';

/** The known model of a quantisation. @throws InvalidRequestError when there is none. */
export function knownModelOf(quantisation: string): KnownModel {
  const model = KNOWN_MODELS.find((known) => known.quantisation === quantisation);
  if (model === undefined) {
    const names = KNOWN_MODELS.map((known) => known.quantisation).join(', ');
    throw new InvalidRequestError('quantisation', `must be one of ${names}`);
  }
  return model;
}
