/** Rounding of float32 softmax can take a probability, or their sum, this far over 1. */
export const ROUNDING = 1e-3;
