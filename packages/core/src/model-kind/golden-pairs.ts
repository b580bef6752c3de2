/** A pair whose score is published, and what the bundled stand-in makes of it. */
export interface GoldenPair {
  readonly query: string;
  readonly passage: string;
  /** As the model card prints it for vLLM: the sum of level times probability. */
  readonly score: number;
  /** The mini model's, in 32-bit floats under vLLM. */
  readonly standInScore: number;
}

const PASSAGE =
  'An apple is a round, edible fruit produced by an apple tree (Malus spp., among them the domestic or orchard apple; Malus domestica).';

/** The three pairs of the model card (https://huggingface.co/lightblue/lb-reranker-0.5B-v1.0). */
export const GOLDEN_PAIRS: readonly GoldenPair[] = [
  {
    query: 'What is the scientific name of apples?',
    passage: PASSAGE,
    score: 6.66570732,
    standInScore: 4.0898,
  },
  {
    query: "What is the Chinese word for 'apple'?",
    passage: PASSAGE,
    score: 1.86686378,
    standInScore: 2.0375,
  },
  {
    query: 'What is the square root of 999?',
    passage: PASSAGE,
    score: 1.01102923,
    standInScore: 2.1012,
  },
];
