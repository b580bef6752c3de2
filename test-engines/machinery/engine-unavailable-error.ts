import { MissingRequirementError } from './missing-requirement-error.ts';

/** An engine could be had in none of its ways; `reasons` says for each way what is missing. */
export class EngineUnavailableError extends Error {
  override readonly name = 'EngineUnavailableError';
  readonly engine: string;
  readonly reasons: readonly string[];
  /** The requirement that its last way, the local process, lacks; undefined where any way fails for another reason. */
  readonly lacks: MissingRequirementError | undefined;
  /** The reasons of the ways that the machine has all requirements for, and which fail nevertheless. */
  readonly failures: readonly string[];

  /** @param errors of the last `reasons`, one each. */
  constructor(engine: string, reasons: readonly string[], errors: readonly unknown[] = []) {
    super(`no ${engine}: ${reasons.join('; ')}`, { cause: new AggregateError(errors) });
    this.engine = engine;
    this.reasons = reasons;
    const reasonsOfErrors = reasons.slice(reasons.length - errors.length);
    this.failures = reasonsOfErrors.filter((_, n) => !isMissing(errors[n]));
    const last = errors.at(-1);
    this.lacks = this.failures.length === 0 && isMissing(last) ? last : undefined;
  }
}

function isMissing(error: unknown): error is MissingRequirementError {
  return error instanceof MissingRequirementError;
}
