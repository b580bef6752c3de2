import { GatewayError } from '../errors/gateway-error.ts';
import { orNearest } from '../errors/or-nearest.ts';

/** The beginning of the headers by which callers set options. */
const PREFIX = 'x-rerank-';

/** The headers by which callers set options. */
const CALL_HEADERS = [
  'x-rerank-deadline-ms',
  'x-rerank-on-failure',
  'x-rerank-document-format',
  'x-rerank-details',
  'x-rerank-best-chunks',
  'x-rerank-chunk-tokens',
] as const;

/** The headers by which the gateway tells how an answer came about. */
const ANSWER_HEADERS: ReadonlySet<string> = new Set([
  'x-rerank-outcome',
  'x-rerank-error',
  'x-rerank-dialect',
]);

/** The characters of a header's name that its caller is told. */
const SHOWN = 100;

/**
 * Refuses a misspelt option, which nothing but a caller of ours sends, and which would be passed over in silence.
 *
 * @param names of a request's headers, in lower case
 * @throws GatewayError `invalid_request`, with the header that was probably meant.
 */
export function requireKnownHeaders(names: Iterable<string>): void {
  const known: readonly string[] = CALL_HEADERS;
  for (const name of names) {
    if (!name.startsWith(PREFIX) || known.includes(name)) continue;
    const isOfAnswers = ANSWER_HEADERS.has(name);
    const problem = isOfAnswers
      ? 'this is a header of answers, and no option:'
      : 'there is no such option of this gateway:';
    const nearest = isOfAnswers ? '' : orNearest(name, known);
    throw new GatewayError('invalid_request', problem, {
      callersWords: `${name.slice(0, SHOWN)}${nearest || `; there are ${known.join(', ')}`}`,
    });
  }
}
