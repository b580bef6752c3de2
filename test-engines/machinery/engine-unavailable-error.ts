import { MissingRequirementError } from './missing-requirement-error.ts';

/** An engine could be had in none of its ways; `reasons` says for each way what is missing. */
export class EngineUnavailableError extends Error {
  override readonly name = 'EngineUnavailableError';
  readonly engine: string;
  readonly reasons: readonly string[];
  /** The one thing that its last way, the local process, lacks. */
  readonly lacks: MissingRequirementError | undefined;

  constructor(engine: string, reasons: readonly string[], errors: readonly unknown[] = []) {
    super(`no ${engine}: ${reasons.join('; ')}`, { cause: new AggregateError(errors) });
    this.engine = engine;
    this.reasons = reasons;
    const last = errors.at(-1);
    this.lacks = last instanceof MissingRequirementError ? last : undefined;
  }
}
