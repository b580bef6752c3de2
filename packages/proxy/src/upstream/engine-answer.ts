import { JsonSource } from '../json/json-source.ts';
import type { AnsweredText, WholeAnswer } from './whole-answer.ts';

/** An answer of the engine, read. */
export interface EngineAnswer {
  readonly answer: WholeAnswer;
  readonly source: JsonSource;
}

/** The engine refused what it was asked; shaped as the errors of its clients are: Elasticsearch's have `meta`, and Qdrant's the others. */
export class EngineRefusal extends Error {
  override readonly name = 'ResponseError';
  readonly answer: WholeAnswer;
  readonly meta: { readonly statusCode: number; readonly body: unknown };
  readonly status: number;
  readonly data: unknown;

  constructor(answer: WholeAnswer, body: unknown) {
    super(`the engine answered ${answer.statusCode}`);
    this.answer = answer;
    this.meta = { statusCode: answer.statusCode, body };
    this.status = answer.statusCode;
    this.data = body;
  }
}

/**
 * Reads an answer.
 *
 * @param parse reads JSON; the usual way takes numbers beyond 2^53 for others
 * @throws EngineRefusal for one that says no; SyntaxError for one that is no JSON.
 */
export function engineAnswerOf(
  { answer, text }: AnsweredText,
  parse?: (text: string) => unknown,
): EngineAnswer {
  if (answer.statusCode >= 300) throw new EngineRefusal(answer, parsedOr(text));
  return { answer, source: new JsonSource(text, parse) };
}

function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
