import { JsonSource } from '../json/json-source.ts';
import type { AnsweredText, WholeAnswer } from './whole-answer.ts';

/** An answer of the engine, read. */
export interface EngineAnswer {
  readonly answer: WholeAnswer;
  readonly source: JsonSource;
}

/** The engine refused what it was asked; shaped as the errors of its clients are. */
export class EngineRefusal extends Error {
  override readonly name = 'ResponseError';
  readonly answer: WholeAnswer;
  readonly meta: { readonly statusCode: number; readonly body: unknown };

  constructor(answer: WholeAnswer, body: unknown) {
    super(`the engine answered ${answer.statusCode}`);
    this.answer = answer;
    this.meta = { statusCode: answer.statusCode, body };
  }
}

/** Reads an answer. @throws EngineRefusal for one that says no; SyntaxError for one that is no JSON. */
export function engineAnswerOf({ answer, text }: AnsweredText): EngineAnswer {
  if (answer.statusCode >= 300) throw new EngineRefusal(answer, parsedOr(text));
  return { answer, source: new JsonSource(text) };
}

function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
