/**
 * The head that a model is served with: its own over the vocabulary, one of seven labels made of that, or a cross-encoder's own.
 */
export type Serving = 'generate' | 'classify' | 'cross-encoder';
