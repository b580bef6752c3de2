import type { Finding } from './finding.ts';

/** One thing that must be right with a subject, such as a server. */
export interface Check<Subject> {
  /** Two words or three, in the report before what was found. */
  readonly title: string;
  /** Whether nothing else can be seen where this is a problem. @default false */
  readonly isFoundation?: boolean;
  /** What it throws counts as a problem, and ends the rest. */
  run(subject: Subject): Promise<Finding>;
}
