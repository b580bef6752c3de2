/** The command did its work, and the answer is no: a check failed, or a metric is under its threshold. */
export class NegativeFindingError extends Error {
  override readonly name = 'NegativeFindingError';
}
