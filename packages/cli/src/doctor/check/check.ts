import type { Finding } from './finding.ts';

/** One thing that must be right with a subject, such as a server. */
export interface Check<Subject> {
  /** Two words or three, in the report before what was found. */
  readonly title: string;
  /** True if a problem here keeps all later checks from seeing anything. @default false */
  readonly isFoundation?: boolean;
  /** Runs the check. An error counts as a problem, and ends the rest. */
  run(subject: Subject): Promise<Finding>;
}
