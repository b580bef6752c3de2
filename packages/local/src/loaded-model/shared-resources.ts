/** A holder's part in something shared. */
export interface Lease<T> {
  readonly value: T;
  /** Lets go of it; the last holder closes it. Later calls do nothing. */
  release(): Promise<void>;
}

interface Shared<T> {
  holders: number;
  readonly value: Promise<T>;
}

/** Things too large to have twice: opened for the first who asks, shared by all who hold them, closed behind the last. */
export class SharedResources<T extends AsyncDisposable> {
  readonly #shared = new Map<string, Shared<T>>();
  readonly #closing = new Map<string, Promise<void>>();

  /** Opens something, or lends it again. @throws what `open` throws; nothing is kept then. */
  async lease(key: string, open: () => Promise<T>): Promise<Lease<T>> {
    const shared = this.#shared.get(key) ?? {
      holders: 0,
      value: this.#openAfterClosing(key, open),
    };
    this.#shared.set(key, shared);
    shared.holders += 1;
    try {
      const value = await shared.value;
      let released: Promise<void> | undefined;
      return { value, release: () => (released ??= this.#release(key, shared)) };
    } catch (cause) {
      this.#forget(key, shared);
      throw cause;
    }
  }

  async #openAfterClosing(key: string, open: () => Promise<T>): Promise<T> {
    await this.#closing.get(key);
    return open();
  }

  async #release(key: string, shared: Shared<T>): Promise<void> {
    shared.holders -= 1;
    if (shared.holders > 0) return;
    this.#forget(key, shared);
    const value = await shared.value;
    const closing = value[Symbol.asyncDispose]() as Promise<void>;
    this.#closing.set(key, closing);
    try {
      await closing;
    } finally {
      this.#closing.delete(key);
    }
  }

  #forget(key: string, shared: Shared<T>): void {
    if (this.#shared.get(key) === shared) this.#shared.delete(key);
  }
}
