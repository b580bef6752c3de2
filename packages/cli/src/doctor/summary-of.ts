import { nounOf } from '@lb-rerank/core/backend';
import type { Finding } from './check/finding.ts';
import type { ExaminedSubject } from './write-report.ts';

/** Counts the findings of each kind, and puts them into one line. */
export function summaryOf(subjects: readonly ExaminedSubject[]): {
  problems: number;
  warnings: number;
  summary: string;
} {
  const statuses = subjects.flatMap(({ findings }) => findings.map(({ status }) => status));
  const count = (wanted: Finding['status']) =>
    statuses.filter((status) => status === wanted).length;
  const [problems, warnings] = [count('problem'), count('warning')];
  const summary = [
    `${count('ok')} fine`,
    counted(warnings, 'warning'),
    counted(problems, 'problem'),
    `${count('skipped')} not seen`,
  ].join(', ');
  return { problems, warnings, summary };
}

function counted(count: number, noun: string): string {
  return `${count} ${nounOf(count, noun)}`;
}
