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

/** The kinds of values that settings have; each also takes the text of a flag or a variable. */
export const settingTypes = {
  text: z.string('must be a text').min(1, 'must not be empty'),
  boolean: z.union([z.boolean(), z.stringbool()], 'must be true or false'),
  positiveInteger: numeric(z.int('must be a whole number').positive('must be 1 or more')),
  fraction: numeric(z.number('must be a number').min(0, 'must be 0 to 1').max(1, 'must be 0 to 1')),
  address,
  /** One address, several with commas between them, or an array. */
  addresses: z.preprocess(
    (value) =>
      [value].flat().flatMap((item) => (typeof item === 'string' ? item.split(',') : [item])),
    z.array(address).min(1, 'must not be empty'),
  ),
  oneOf: <const Choices extends readonly string[]>(choices: Choices) =>
    z.enum(choices, `must be one of ${choices.join(', ')}`),
};
