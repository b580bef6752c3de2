export type { EvaluationReport } from './report/evaluation-report.ts';
export { htmlReport } from './report/html-report.ts';
export { jsonReport } from './report/json-report.ts';
export { markdownReport } from './report/markdown-report.ts';
export { markdownTable } from './report/markdown-table.ts';
export { metricLabel } from './report/metric-label.ts';
export { publishedReport } from './report/published-report.ts';
export { timingSummary, type TimingSummary } from './report/timing-summary.ts';
