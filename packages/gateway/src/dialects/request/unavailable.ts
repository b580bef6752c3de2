import { z } from '@hono/zod-openapi';
import { lenientBoolean } from './lenient.ts';

type Unavailable = z.ZodType;

/**
 * Fields of the servers that these interfaces come from, which ask for what the model does not do. They are refused by name, since
 * an answer that took no notice would pass for one that did; what holds anyway may be said.
 */
export const unavailable: {
  readonly truncation_side: Unavailable;
  readonly truncation_direction: Unavailable;
  readonly max_tokens_per_query: Unavailable;
  readonly instruction: Unavailable;
  readonly instruct: Unavailable;
  readonly chat_template_kwargs: Unavailable;
  readonly use_activation: Unavailable;
  readonly rewrite_query: Unavailable;
} = {
  truncation_side: only('string', isRight, 'must be "right": a text is read from its beginning'),
  truncation_direction: only(
    'string',
    isRight,
    'must be "Right": a text is read from its beginning',
  ),
  max_tokens_per_query: only(
    'integer',
    (value) => Number(value) === 0,
    'must be 0: no query is cut',
  ),
  instruction: only('string', isBlank, 'must be left out: the model has one instruction alone'),
  instruct: only('string', isBlank, 'must be left out: the model has one instruction alone'),
  chat_template_kwargs: only('object', isEmpty, 'must be left out: the model has one prompt alone'),
  use_activation: only(
    'boolean',
    (value) => lenientBoolean(value) === true,
    'must be true: `return_details` gives scores beside relevance scores',
  ),
  rewrite_query: only(
    'boolean',
    (value) => lenientBoolean(value) === false,
    'must be false: a query is read as it is',
  ),
};

/** Makes the schema of a field that may be left out, or say what holds anyway. */
function only(
  type: 'string' | 'integer' | 'boolean' | 'object',
  holdsAnyway: (value: unknown) => boolean,
  problem: string,
): Unavailable {
  return z.custom<unknown>(holdsAnyway, problem).nullish().openapi({ type, description: problem });
}

function isRight(value: unknown): boolean {
  return typeof value === 'string' && value.toLowerCase() === 'right';
}

function isBlank(value: unknown): boolean {
  return typeof value === 'string' && value.trim() === '';
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && Object.keys(value as object).length === 0;
}
