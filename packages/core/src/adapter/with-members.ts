import { inspect } from 'node:util';

/** A function of an object, which finds that object by itself. */
type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

/** A member in place of an object's own one, made of that. */
export type Replacement = (own: unknown) => unknown;

/**
 * Gives the same object with some members in place of its own; all other members are its own, and its methods still find
 * its private state. What is set on it, such as a spy, is handed back as it is.
 *
 * @param replacements by name; each is told the object's own member, bound to it where that is a method
 *
 * @example
 * ```ts
 * import { withMembers } from '@lb-rerank/core/adapter';
 *
 * class Engine {
 *   #hits = ['b', 'a'];
 *   search() {
 *     return this.#hits;
 *   }
 *   count() {
 *     return this.#hits.length;
 *   }
 * }
 * const sorting = withMembers(new Engine(), {
 *   search: (own) => () => (own as Engine['search'])().toSorted(),
 * });
 * console.log(sorting.search().join(), sorting.count()); // a,b 2
 * ```
 */
export function withMembers<T extends object>(
  object: T,
  replacements: Readonly<Record<string, Replacement>>,
): T {
  const methods = new WeakMap<AnyFunction, AnyFunction>();
  const made = new Map<string, { readonly own: unknown; readonly member: unknown }>();
  // Stands in for the object, which may be frozen: a proxy must show the members of a frozen object as they are.
  const standIn = Object.create(Object.getPrototypeOf(object) as object | null, {
    [inspect.custom]: { value: () => object, configurable: true },
  }) as T;
  const isReplaced = (property: PropertyKey): property is string =>
    typeof property === 'string' && Object.hasOwn(replacements, property);
  /** What was set in place of a replacement belongs to the new object, all else to the given one. */
  const holderOf = (property: PropertyKey) => (isReplaced(property) ? standIn : object);

  const wrapped: T = new Proxy(standIn, {
    get(_, property) {
      const own: unknown = Reflect.get(object, property, object);
      if (!isReplaced(property)) return handedOut(property, own);
      if (Object.hasOwn(standIn, property))
        return Reflect.get(standIn, property, wrapped) as unknown;
      const known = made.get(property);
      if (known !== undefined && known.own === own) return known.member;
      const bound = typeof own === 'function' ? (own as AnyFunction).bind(object) : own;
      const member = replacements[property]!(bound);
      made.set(property, { own, member });
      return member;
    },
    has: (_, property) => Reflect.has(object, property),
    set: (_, property, value) => Reflect.set(holderOf(property), property, value),
    ownKeys: () => Reflect.ownKeys(object),
    getOwnPropertyDescriptor(_, property) {
      const holder = Object.hasOwn(standIn, property) ? standIn : object;
      const descriptor = Reflect.getOwnPropertyDescriptor(holder, property);
      if (descriptor !== undefined) return { ...descriptor, configurable: true };
      // Whoever wraps a method, as spies do, takes it from here and not from the class.
      const value: unknown = Reflect.get(wrapped, property);
      const isMethod = typeof value === 'function' && property !== 'constructor';
      return isMethod
        ? { value, writable: true, enumerable: false, configurable: true }
        : undefined;
    },
    defineProperty: (_, property, descriptor) =>
      Reflect.defineProperty(holderOf(property), property, { ...descriptor, configurable: true }),
    deleteProperty: (_, property) => Reflect.deleteProperty(holderOf(property), property),
  });
  return wrapped;

  /** Gives a method that finds the object's private state when it is called on the new one; the same one each time. */
  function handedOut(property: PropertyKey, own: unknown): unknown {
    const isMethod =
      typeof own === 'function' && property !== 'constructor' && !Object.hasOwn(object, property);
    if (!isMethod) return own;
    const known = methods.get(own as AnyFunction);
    if (known !== undefined) return known;
    const method = new Proxy(own as AnyFunction, {
      apply: (target, self, args) => Reflect.apply(target, self === wrapped ? object : self, args),
    });
    methods.set(own as AnyFunction, method);
    return method;
  }
}
