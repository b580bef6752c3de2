/** Tells a value that is still to come, whoever's promise it is: that of another library or realm is no `Promise` of ours. */
export function isPromiseLike<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return typeof (value as Partial<PromiseLike<T>> | null | undefined)?.then === 'function';
}
