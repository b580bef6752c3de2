import { MissingRequirementError } from './missing-requirement-error.ts';

/** An engine could be had in none of its ways; `reasons` says for each way what is missing. */
export class EngineUnavailableError extends Error {
  override readonly name = 'EngineUnavailableError';
  readonly engine: string;
  readonly reasons: readonly string[];
  /** The Debian packages that would bring what is missing. */
  readonly packages: readonly string[];

  constructor(engine: string, reasons: readonly string[], errors: readonly unknown[] = []) {
    super(`no ${engine}: ${reasons.join('; ')}`, { cause: new AggregateError(errors) });
    this.engine = engine;
    this.reasons = reasons;
    this.packages = errors.flatMap((error) =>
      error instanceof MissingRequirementError ? error.packages : [],
    );
  }
}
