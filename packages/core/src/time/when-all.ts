import { isPromiseLike } from './is-promise-like.ts';

/**
 * Goes on with values at once where all of them are there, else when the last one is.
 *
 * @throws what `goOn` throws; rejects with it, or with what a value rejects with, where one is not there yet.
 *
 * @example
 * ```ts
 * import { whenAll } from '@lb-rerank/core/adapter';
 *
 * const count = (texts: readonly string[]) => texts.length;
 * console.log(whenAll(['a', 'b'], count), await whenAll(['a', Promise.resolve('b')], count)); // 2 2
 * ```
 */
export function whenAll<Value, Result>(
  values: readonly (Value | Promise<Value>)[],
  goOn: (values: readonly Value[]) => Result,
): Result | Promise<Result> {
  return values.some(isPromiseLike)
    ? Promise.all(values).then(goOn)
    : goOn(values as readonly Value[]);
}
