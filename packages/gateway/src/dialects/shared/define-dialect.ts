import type { z } from 'zod';
import type { Answer } from './answer.ts';
import type { Dialect } from './dialect.ts';
import type { Question } from './question.ts';

/** A dialect in terms of its own request body. */
interface DialectDefinition<Body> extends Omit<Dialect, 'read'> {
  readonly requestSchema: z.ZodType<Body>;
  readonly questionOf: (body: Body) => Question;
  readonly bodyOf: (answer: Answer, body: Body) => object;
}

/** Makes a dialect of its schemas and the way to and from them. */
export function defineDialect<Body>(definition: DialectDefinition<Body>): Dialect {
  const { questionOf, bodyOf, ...dialect } = definition;
  return {
    ...dialect,
    read(unread) {
      const body = definition.requestSchema.parse(unread);
      return { question: questionOf(body), bodyOf: (answer) => bodyOf(answer, body) };
    },
  };
}
