/**
 * The model behind a scorer, as its answers tell: a name, a path and a vocabulary may be the same for all of them.
 *
 * - `lb-reranker`: it answers as the LB Reranker does, coarsely quantised weights included.
 * - `stand-in`: it is the bundled mini model, whose ranking says nothing about the LB Reranker's.
 * - `other`: it answers as neither does.
 */
export type ModelKind = 'lb-reranker' | 'stand-in' | 'other';
