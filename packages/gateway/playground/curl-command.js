import { requestBodyOf } from './request-body-of.js';

/**
 * Writes the command that asks the same from a POSIX shell; a key stands in it by the name of a variable only.
 *
 * @param {import('./ask-gateway.js').Question} question
 * @param {{ url: string, hasKey: boolean }} options
 */
export function curlCommand(question, { url, hasKey }) {
  const body = JSON.stringify(requestBodyOf(question), undefined, 2);
  return [
    `curl ${quoted(url)}`,
    ...(hasKey ? ['-H "authorization: Bearer $LB_RERANK_KEY"'] : []),
    "-H 'content-type: application/json'",
    `-d ${quoted(body)}`,
  ].join(' \\\n  ');
}

/** @param {string} text */
function quoted(text) {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
