/** What answers is no Qdrant: its answer has not the shape of one. */
export class NoPointsError extends Error {
  override readonly name = 'NoPointsError';

  constructor() {
    super('the answer holds no points');
  }
}
