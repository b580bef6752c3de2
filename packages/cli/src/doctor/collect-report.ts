import type { ReportOrigin } from '@lb-rerank/evaluation/report';
import type { TerminalStream } from '../terminal/command-context.ts';
import type { Examination } from './examinations-of.ts';
import type { TitledFinding } from './examine.ts';
import type { ExaminedSubject } from './write-report.ts';

/** Writes all findings as one JSON document with their origin, and resolves to them. */
export async function collectReport(
  examinations: readonly Examination[],
  origin: ReportOrigin,
  stdout: TerminalStream,
): Promise<ExaminedSubject[]> {
  const subjects: ExaminedSubject[] = [];
  for (const { subject, findings } of examinations) {
    const made: TitledFinding[] = [];
    for await (const finding of findings) made.push(finding);
    subjects.push({ subject, findings: made });
  }
  stdout.write(`${JSON.stringify({ origin, subjects }, null, 2)}\n`);
  return subjects;
}
