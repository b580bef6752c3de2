import { stripVTControlCharacters } from 'node:util';

/**
 * Makes a text that others chose, such as a server's name for its model, safe to show on a terminal, in a log and on a page:
 * one line, without escape sequences, other control characters and marks that turn the direction of writing.
 *
 * @example
 * ```ts
 * import { printable } from '@lb-rerank/core/backend';
 *
 * console.log(printable('lb-reranker\u001B[2J\u202E')); // lb-reranker
 * ```
 */
export function printable(text: string): string {
  return stripVTControlCharacters(text)
    .replaceAll(/[\t-\r\u0085\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '');
}
