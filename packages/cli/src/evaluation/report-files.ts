/** The files of a report, beside those of each collection. */
export const REPORT_FILES = ['results.json', 'report.json', 'report.md', 'report.html'] as const;
