import { z } from 'zod';

/** A number, also as the text that a flag or a variable gives. */
const numeric = (schema: z.ZodType<number>) =>
  z.preprocess(
    (value) => (typeof value === 'string' && value.trim() ? Number(value) : value),
    schema,
  );

/** Credentials in an address would show wherever the address does. */
const address = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address' })
  .refine((url) => URL.parse(url)?.username === '' && URL.parse(url)?.password === '', {
    error: 'must hold no user and password; these have settings of their own',
  });

/** An array, one value alone, or several in one text with commas between them. */
const listOf = <Item extends z.ZodType>(item: Item) =>
  z.preprocess(
    (value) =>
      [value].flat().flatMap((each) => (typeof each === 'string' ? each.split(',') : [each])),
    z.array(item).min(1, 'must not be empty'),
  );

const PORTS = 'must be 0 to 65535';

/** The kinds of values that settings have; each also takes the text of a flag or a variable. */
export const settingTypes = {
  text: z.string('must be a text').min(1, 'must not be empty'),
  boolean: z.union([z.boolean(), z.stringbool()], 'must be true or false'),
  positiveInteger: numeric(z.int('must be a whole number').positive('must be 1 or more')),
  port: numeric(z.int('must be a whole number').min(0, PORTS).max(65_535, PORTS)),
  fraction: numeric(z.number('must be a number').min(0, 'must be 0 to 1').max(1, 'must be 0 to 1')),
  address,
  addresses: listOf(address),
  redisAddress: z.url({ protocol: /^rediss?$/, error: 'must be a redis or rediss address' }),
  texts: listOf(z.string('must be texts').min(1, 'must not be empty')),
  oneOf: <const Choices extends readonly string[]>(choices: Choices) =>
    z.enum(choices, `must be one of ${choices.join(', ')}`),
};
