/** Goes on with values at once where all of them are there, else when the last one is. */
export function whenAll<Value, Result>(
  values: readonly (Value | Promise<Value>)[],
  goOn: (values: readonly Value[]) => Result,
): Result | Promise<Result> {
  return values.some((value) => value instanceof Promise)
    ? Promise.all(values).then(goOn)
    : goOn(values as readonly Value[]);
}
