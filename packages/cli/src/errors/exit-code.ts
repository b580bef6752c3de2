/**
 * The exit codes of the command. A signal ends it with 128 and the signal's number, so Ctrl-C with 130.
 *
 * - `negative`: the work is done and the answer is no, such as a failed check or a metric under its threshold.
 * - `unusable`: flags, settings or input cannot be used as they stand.
 * - `backend`: the model, its server or a search engine failed.
 * - `file`: a file cannot be read or written, such as on a full disk.
 * - `defect`: an error that nobody foresaw.
 */
export const EXIT_CODES = {
  done: 0,
  negative: 1,
  unusable: 2,
  backend: 3,
  file: 4,
  defect: 70,
} as const;
