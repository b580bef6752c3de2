import { z } from '@hono/zod-openapi';

/** A value that was read, or what keeps it from being used, and where inside of it. */
export type Reading<Value> =
  | { readonly value: Value }
  | { readonly problem: string; readonly place?: readonly (string | number)[] };

/** Makes the schema of a field that a function reads. */
export function field<Value>(read: (value: unknown) => Reading<Value>): z.ZodType<Value> {
  return z
    .custom<unknown>((value) => value !== undefined, 'is missing')
    .transform((value, context) => {
      const reading = read(value);
      if ('value' in reading) return reading.value;
      const { problem, place = [] } = reading;
      context.issues.push({ code: 'custom', message: problem, path: [...place], input: undefined });
      return z.NEVER;
    });
}

/**
 * Reads a list up to its first entry that cannot be used, so that many wrong ones cost no more than one.
 *
 * @param options.orOne true takes what is no list for the only entry of one.
 */
export function readList<Value>(
  readEntry: (entry: unknown) => Reading<Value>,
  { orOne = false }: { readonly orOne?: boolean } = {},
): (value: unknown) => Reading<Value[]> {
  return (value) => {
    const entries: readonly unknown[] | undefined = Array.isArray(value)
      ? value
      : orOne
        ? [value]
        : undefined;
    if (entries === undefined) return { problem: 'must be a list' };
    const values: Value[] = [];
    for (const [index, entry] of entries.entries()) {
      const reading = readEntry(entry);
      if ('value' in reading) values.push(reading.value);
      else if (entries === value) return { ...reading, place: [index, ...(reading.place ?? [])] };
      else return reading;
    }
    return { value: values };
  };
}
