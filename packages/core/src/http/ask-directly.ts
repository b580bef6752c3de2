import { APIConnectionError, APIError } from 'openai';
import { request } from 'undici';
import { piecesOfThread } from '../time/short-pieces.ts';

/** One HTTP request of JSON, to an address. */
export interface DirectRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly apiKey: string | undefined;
  /** The object that is posted; nothing where it is left out. */
  readonly body?: object | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Asks a server as the OpenAI client does, for a third of its CPU time: by undici's `request`, which the global fetch under that
 * client wraps in web streams. Redirects are errors, and never followed.
 *
 * @returns what the answer's JSON holds, or the text of an answer that is none
 * @throws APIError as the client does, for a status that is no success; APIConnectionError where there is no answer.
 */
export async function askDirectly({
  url,
  method,
  apiKey,
  body,
  signal,
}: DirectRequest): Promise<unknown> {
  const { statusCode, headers, text } = await answerTo(url, {
    method,
    headers: {
      accept: 'application/json',
      authorization: `Bearer ${apiKey ?? 'none'}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: await piecesOfThread.take(() => JSON.stringify(body)) }),
    ...(signal !== undefined && { signal }),
  });
  const answer = jsonIn(text);
  if (statusCode >= 200 && statusCode < 300) return answer;
  const [json, message] =
    typeof answer === 'object' && answer !== null ? [answer] : [undefined, text];
  throw APIError.generate(statusCode, json, message, headersOf(headers));
}

async function answerTo(url: string, options: Parameters<typeof request>[1]) {
  try {
    const { statusCode, headers, body } = await request(url, options);
    return { statusCode, headers, text: await body.text() };
  } catch (cause) {
    throw new APIConnectionError({
      cause: cause instanceof Error ? cause : new Error(String(cause)),
    });
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function headersOf(headers: Readonly<Record<string, string | string[] | undefined>>): Headers {
  const list = Object.entries(headers).flatMap(([name, values = []]) =>
    [values].flat().map((value): [string, string] => [name, value]),
  );
  return new Headers(list);
}
