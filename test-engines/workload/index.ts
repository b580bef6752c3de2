export { hashedNgramVector, hashedWordWeights } from './hashed-ngrams.ts';
export { zipfDraws } from './zipf-draws.ts';
