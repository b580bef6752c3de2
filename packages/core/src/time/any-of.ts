/** Resolves to the first success of several tries. @throws the last one's error where all fail, and no list of them, which says nothing. */
export async function anyOf<T>(tries: readonly Promise<T>[]): Promise<T> {
  try {
    return await Promise.any(tries);
  } catch (error) {
    throw error instanceof AggregateError ? error.errors.at(-1) : error;
  }
}
