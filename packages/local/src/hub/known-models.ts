import { InvalidRequestError } from '@lb-rerank/core';

/** The precision of a file's weights: 4 to 5, 8 or 16 bits each. */
export type Quantisation = 'Q4_K_M' | 'Q8_0' | 'f16';

/** A file of the LB Reranker on the hub. */
export interface KnownModel {
  readonly quantisation: Quantisation;
  /** The file's name, on the hub and in the cache folder. */
  readonly fileName: string;
  /** The hub's name of the repository that holds it. */
  readonly repository: string;
  /** The file's size, in megabytes of a million bytes. */
  readonly megabytes: number;
}

/** The GGUF files of the LB Reranker, smallest first (source: the hub's file list of the repository). */
export const KNOWN_MODELS: readonly KnownModel[] = [
  knownModel('Q4_K_M', 398),
  knownModel('Q8_0', 531),
  knownModel('f16', 994),
];

function knownModel(quantisation: Quantisation, megabytes: number): KnownModel {
  return {
    quantisation,
    fileName: `lb-reranker-0.5B-v1.0-${quantisation}.gguf`,
    repository: 'bartowski/lb-reranker-0.5B-v1.0-GGUF',
    megabytes,
  };
}

/** Finds the known model of a quantisation. @throws InvalidRequestError when there is none. */
export function knownModelOf(quantisation: string): KnownModel {
  const model = KNOWN_MODELS.find((known) => known.quantisation === quantisation);
  if (model === undefined) {
    const names = KNOWN_MODELS.map((known) => known.quantisation).join(', ');
    throw new InvalidRequestError('quantisation', `must be one of ${names}`);
  }
  return model;
}
