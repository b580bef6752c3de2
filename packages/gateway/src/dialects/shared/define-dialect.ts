import type { z } from 'zod';
import type { Answer } from './answer.ts';
import type { Dialect } from './dialect.ts';
import type { Question, QuestionLimits } from '../request/question.ts';

/** A dialect in terms of its own request body. */
interface DialectDefinition<Body> extends Omit<Dialect, 'read'> {
  readonly requestSchema: z.ZodType<Body>;
  readonly questionOf: (body: Body, limits: QuestionLimits) => Question;
  readonly bodyOf: (answer: Answer, body: Body) => object;
}

/**
 * Makes a dialect of its schemas and the way to and from them.
 *
 * @example
 * ```ts
 * import { z } from 'zod';
 * import { defineDialect } from './define-dialect.ts';
 *
 * const plain = defineDialect({
 *   name: 'plain',
 *   paths: ['/rank'],
 *   requestSchema: z.object({ query: z.string(), texts: z.array(z.string()) }),
 *   responseSchema: z.object({ order: z.array(z.int()) }),
 *   errorSchema: z.object({ error: z.string() }),
 *   questionOf: ({ query, texts }) => ({ searches: [{ query, documents: texts }] }),
 *   bodyOf: ({ rankings }) => ({ order: rankings[0]!.results.map(({ index }) => index) }),
 *   errorBodyOf: ({ message }) => ({ error: message }),
 * });
 * const limits = { maxDocuments: 10, maxCharactersPerDocument: 1000 };
 * const { question } = plain.read({ query: 'apples', texts: ['Apples are red.'] }, limits);
 * console.log(question.searches[0]?.documents.join()); // Apples are red.
 * ```
 */
export function defineDialect<Body>(definition: DialectDefinition<Body>): Dialect {
  const { questionOf, bodyOf, ...dialect } = definition;
  return {
    ...dialect,
    read(unread, limits) {
      const body = definition.requestSchema.parse(unread);
      return { question: questionOf(body, limits), bodyOf: (answer) => bodyOf(answer, body) };
    },
  };
}
