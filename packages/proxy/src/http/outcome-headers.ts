import type { RankingOutcome } from '@lb-rerank/core';
import { printable } from '@lb-rerank/core/backend';

/** The end that a search came to, as its answer's headers tell it; `mixed` where several searches of one request differ. */
export type ProxyOutcome = RankingOutcome | 'skipped' | 'mixed';

/** The outcome of a request, and why it is not `reranked`. */
export interface Outcome {
  readonly outcome: ProxyOutcome;
  readonly reason?: string | undefined;
}

/** The header by which a request says how it is reranked: `off`, or JSON. */
export const OVERRIDES_HEADER = 'x-lb-rerank';
/** The header that holds the text to rerank by, percent-encoded in UTF-8. */
export const QUERY_HEADER = 'x-lb-rerank-query';
/** The headers that are for the proxy, and not handed on. */
export const OWN_HEADERS: readonly string[] = [OVERRIDES_HEADER, QUERY_HEADER];

const MOST_CHARACTERS = 500;

/** Writes an outcome as headers: names and values in turn. */
export function outcomeHeaders({ outcome, reason }: Outcome): string[] {
  const marks = ['x-lb-rerank-outcome', outcome];
  return reason === undefined ? marks : [...marks, 'x-lb-rerank-reason', asHeader(reason)];
}

/** Gives a text that a header can hold: one line of ASCII, of at most 500 characters. */
function asHeader(text: string): string {
  return inTermsOfHeaders(printable(text))
    .replaceAll(/[^\x20-\x7e]/g, '?')
    .slice(0, MOST_CHARACTERS);
}

/** Puts the ways out that our messages name into the terms of those who speak HTTP. */
function inTermsOfHeaders(text: string): string {
  return text
    .replaceAll("`rerank: { query: '…' }`", 'the header x-lb-rerank-query')
    .replace(/; where a library searches for you, .*$/, '')
    .replaceAll('`rerank: false`', 'the header x-lb-rerank: off');
}
