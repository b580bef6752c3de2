import { LONGEST_TIMER_MS } from '@lb-rerank/core/backend';
import { z } from 'zod';

const PORTS = 'must be 0 to 65535';

/** A number, also as the text that a flag or a variable gives. */
const numeric = (schema: z.ZodType<number>) =>
  z.preprocess(
    (value) => (typeof value === 'string' && value.trim() ? Number(value) : value),
    schema,
  );

/** Credentials in an address would show wherever the address does. */
const address = z
  .url({
    protocol: /^https?$/,
    error: 'must be an http or https address, such as http://127.0.0.1:8000',
  })
  .refine((url) => !holdsCredentials(url), {
    error: 'must hold no user and password; these have settings of their own',
  });

/** Refuses no text that is no address, since that has its own message. */
function holdsCredentials(url: string): boolean {
  const { username = '', password = '' } = URL.parse(url) ?? {};
  return username !== '' || password !== '';
}

/** An array, one value alone, or several in one text with commas between them. */
const listOf = <Item extends z.ZodType>(item: Item) =>
  z.preprocess(
    (value) =>
      [value].flat().flatMap((each) => (typeof each === 'string' ? each.split(',') : [each])),
    z.array(item).min(1, 'must not be empty'),
  );

const text = z.string('must be a text').min(1, 'must not be empty');
const port = z.int('must be a whole number').min(0, PORTS).max(65_535, PORTS);
const fraction = z.number('must be a number').min(0, 'must be 0 to 1').max(1, 'must be 0 to 1');

/**
 * The kinds of values that settings have; each also takes the text of a flag or a variable. A `hint` stands for the value
 * in `--help`. What is secret has no flag, since every user of a machine can read another's command line.
 */
export const settingTypes = {
  text: (hint: string) => text.meta({ hint }),
  texts: (hint: string) =>
    listOf(z.string('must be texts').min(1, 'must not be empty')).meta({ hint }),
  secret: text.meta({ secret: true }),
  boolean: z.union([z.boolean(), z.stringbool()], 'must be true or false'),
  positiveInteger: (hint: string) =>
    numeric(z.int('must be a whole number').positive('must be 1 or more')).meta({ hint }),
  /** A time that a timer can wait: a longer one would be over at once. */
  milliseconds: numeric(
    z
      .int('must be a whole number')
      .positive('must be 1 or more')
      .max(LONGEST_TIMER_MS, `must be ${LONGEST_TIMER_MS} or less`),
  ).meta({ hint: '<ms>' }),
  port: numeric(port).meta({ hint: '<number>' }),
  fraction: numeric(fraction).meta({ hint: '<0-1>' }),
  level: numeric(
    z.number('must be a number').min(1, 'must be 1 to 7').max(7, 'must be 1 to 7'),
  ).meta({ hint: '<1-7>' }),
  address: address.meta({ hint: '<address>' }),
  addresses: listOf(address).meta({ hint: '<addresses...>' }),
  redisAddress: z
    .url({ protocol: /^rediss?$/, error: 'must be a redis or rediss address' })
    .meta({ secret: true }),
  oneOf: <const Choices extends readonly string[]>(choices: Choices, hint: string) =>
    z.enum(choices, `must be one of ${choices.join(', ')}`).meta({ hint }),
};
