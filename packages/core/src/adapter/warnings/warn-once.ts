/** The most warnings that are remembered; there are as many as an application has searches. */
const MOST_WARNINGS = 1000;
const told = new Set<string>();

/** A warning to whoever runs the process. It holds no text of a query or a document. */
export interface Warning {
  readonly code:
    | 'LB_RERANK_UNSCORED'
    | 'LB_RERANK_UNREAD_FIELD'
    | 'LB_RERANK_FALLBACK'
    | 'LB_RERANK_SKIPPED';
  readonly message: string;
}

/**
 * Warns of what a search page does not show, as Node.js warns of deprecations: on the standard error, once a process.
 *
 * @param about what makes it the same warning again. @default its message
 */
export function warnOnce({ code, message }: Warning, about: string = message): void {
  const key = `${code} ${about}`;
  if (told.has(key) || told.size >= MOST_WARNINGS) return;
  told.add(key);
  process.emitWarning(message, { type: 'LbRerankWarning', code });
}
