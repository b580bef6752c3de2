import { InvalidRequestError } from '@lb-rerank/core';

/** TypeScript's own declarations do not have these yet; Node.js has since version 21. */
const { parse, rawJSON } = JSON as unknown as {
  parse: (
    text: string,
    reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
  ) => unknown;
  rawJSON: (text: string) => unknown;
};

/**
 * Parses JSON so that it is written again with the same numbers: those that JavaScript would write in another way, such as
 * integers beyond 2^53, stay the text that they were.
 *
 * @param argument its name in the request, for the error
 * @throws InvalidRequestError for what is no object in JSON.
 */
export function parseJson(text: string, argument: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = parse(text, (_, inner, { source }) =>
      typeof inner === 'number' && source !== undefined && String(inner) !== source
        ? rawJSON(source)
        : inner,
    );
  } catch (cause) {
    // The parser's message quotes the text.
    throw new InvalidRequestError(argument, 'is no JSON', { cause: (cause as Error).name });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InvalidRequestError(argument, 'must be an object');
  }
  return value as Record<string, unknown>;
}
