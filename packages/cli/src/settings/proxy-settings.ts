import { z } from 'zod';

const fields = z.union([z.string().min(1), z.record(z.string(), z.unknown())]);
const positive = z.int('must be a whole number').positive('must be 1 or more');

const rule = z.strictObject({
  index: z.string('must name an index, or a pattern with *').min(1, 'must not be empty'),
  /** One field, several in a list or with commas, or what the adapter's `PassageSelector` takes. */
  passage: z.preprocess(
    (value) => (typeof value === 'string' ? value.split(',').map((name) => name.trim()) : value),
    z.union([fields, z.array(fields).min(1)], 'must name the fields that the model is to read'),
  ),
  isOn: z.boolean('must be true or false').optional(),
  rankWindowSize: positive.optional(),
  minScore: z
    .number('must be a number')
    .min(1, 'must be 1 to 7')
    .max(7, 'must be 1 to 7')
    .optional(),
  deadlineMs: positive.optional(),
  patience: positive.optional(),
});

/** The settings of `lb-rerank proxy` that lie within one another; in the environment they are JSON. */
export const proxySettings = z.preprocess(
  (value) => (typeof value === 'string' ? parsedOr(value) : value),
  z.strictObject(
    {
      rules: z.array(rule, 'must be a list').optional(),
      marks: z.boolean('must be true or false').optional(),
      caFile: z.string('must be a path').optional(),
      maxRankWindowSize: positive.optional(),
      maxRequestBytes: positive.optional(),
      maxAnswerBytes: positive.optional(),
      answerTimeoutMs: positive.optional(),
    },
    'must be an object, or JSON of one',
  ),
);

/** Gives what is no JSON as it is, for the schema to refuse. */
function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
