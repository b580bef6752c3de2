export { SCIFACT, XQUAD } from './datasets.ts';
export { hashedNgramVector, hashedWordWeights } from './hashed-ngrams.ts';
export { zipfDraws } from './zipf-draws.ts';
