/** Something of this machine that a local engine needs is missing; the message names it and the remedy. */
export class MissingRequirementError extends Error {
  override readonly name = 'MissingRequirementError';
}
