import type { ReportOrigin } from '@lb-rerank/evaluation/report';

/** Says in a line when, by which version and on which machine something was measured. */
export function originLine({ madeAt, version, machine }: ReportOrigin): string {
  const time = madeAt.toISOString().slice(0, 16).replace('T', ' ');
  return `${time} UTC, lb-rerank ${version}, ${machine}`;
}
