import type { ReportOrigin } from '@lb-rerank/evaluation/report';
import { originLine } from '../origin/origin-line.ts';
import type { TerminalStream } from '../terminal/command-context.ts';
import { type Paint, paintFor } from '../terminal/paint-for.ts';
import type { Examination } from './examinations-of.ts';
import type { TitledFinding } from './examine.ts';
import type { Finding } from './check/finding.ts';

/** A part of the set-up, and all that was found about it. */
export interface ExaminedSubject {
  readonly subject: string;
  readonly findings: readonly TitledFinding[];
}

const MARKS: Record<Finding['status'], { mark: string; colour: Parameters<Paint>[0] }> = {
  ok: { mark: '✓', colour: 'green' },
  warning: { mark: '!', colour: 'yellow' },
  problem: { mark: '✗', colour: 'red' },
  skipped: { mark: '-', colour: 'dim' },
};

/** Writes each finding as it is made, a line with their origin below, and resolves to all of them. */
export async function writeReport(
  examinations: readonly Examination[],
  origin: ReportOrigin,
  stdout: TerminalStream,
): Promise<ExaminedSubject[]> {
  const paint = paintFor(stdout);
  const examined: ExaminedSubject[] = [];
  for (const { subject, findings } of examinations) {
    stdout.write(`${paint('bold', subject)}\n`);
    const made: TitledFinding[] = [];
    for await (const finding of findings) {
      const { mark, colour } = MARKS[finding.status];
      stdout.write(`  ${paint(colour, mark)} ${finding.title.padEnd(16)} ${finding.says}\n`);
      if (finding.remedy !== undefined)
        stdout.write(`${' '.repeat(20)} ${paint('cyan', '→')} ${finding.remedy}\n`);
      made.push(finding);
    }
    examined.push({ subject, findings: made });
  }
  stdout.write(`${paint('dim', `${originLine(origin)}: ${origin.command}`)}\n`);
  return examined;
}
