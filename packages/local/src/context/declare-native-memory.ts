const held = new FinalizationRegistry<ArrayBuffer>(() => {});

/**
 * Makes the garbage collector aware of memory that a native object takes unseen, so that it runs before much has gathered:
 * it is shown a buffer of that size that lives as long as the object, until the next full collection.
 */
export function declareNativeMemory(bytes: number): void {
  held.register({}, new ArrayBuffer(bytes));
}
