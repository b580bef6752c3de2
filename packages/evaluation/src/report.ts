export type { EvaluationReport } from './report/pages/evaluation-report.ts';
export { htmlReport } from './report/pages/html-report.ts';
export { jsonReport } from './report/pages/json-report.ts';
export { markdownReport } from './report/pages/markdown-report.ts';
export { markdownTable } from './report/markdown-table.ts';
export { metricLabel } from './report/metric-label.ts';
export { publishedReport } from './report/pages/published-report.ts';
export { type ReportOrigin } from './report/pages/report-origin.ts';
export { timingSummaries, type TimingSummary } from './report/timing-summary.ts';
