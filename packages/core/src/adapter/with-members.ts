/** A function of an object, which finds that object by itself. */
type AnyFunction = (...args: unknown[]) => unknown;

/** A member in place of an object's own one, made of that. */
export type Replacement = (own: unknown) => unknown;

/**
 * Gives the same object with some members in place of its own; all other members are its own, and its methods still find
 * its private state.
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
  return new Proxy(object, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      const own: unknown =
        typeof value === 'function' ? (value as AnyFunction).bind(target) : value;
      return typeof property === 'string' && Object.hasOwn(replacements, property)
        ? replacements[property]!(own)
        : own;
    },
  });
}
