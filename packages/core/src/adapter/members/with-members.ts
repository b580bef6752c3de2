import { methodsFor } from './methods-for.ts';
import { WRAPPED } from './wrapped.ts';
import { standInFor } from './stand-in-for.ts';

/** A function of an object, which finds that object by itself. */
type AnyFunction = (...args: unknown[]) => unknown;

/** A member in place of an object's own one, made of that. */
export type Replacement = (own: unknown) => unknown;

/**
 * Gives the same object with some members in place of its own; all other members are its own, and its methods still find
 * its private state.
 *
 * Each member is handed out once: a replacement is made again only when the object's own member has changed, as when
 * instrumentation patches it. What is set, defined or deleted goes to the object itself, except for replaced members,
 * which change here alone. A function that was put on the object, such as a spy, is handed back as it is; a frozen object
 * has its replacements too.
 *
 * @param replacements by name or symbol; each is told the object's own member, bound to it where that is a method
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
  replacements: Readonly<Record<PropertyKey, Replacement>>,
): T {
  const made = new Map<PropertyKey, { readonly own: unknown; readonly member: unknown }>();
  const replaced = (property: PropertyKey): unknown => {
    const own: unknown = Reflect.get(object, property, object);
    const known = made.get(property);
    if (known !== undefined && known.own === own) return known.member;
    const bound = typeof own === 'function' ? (own as AnyFunction).bind(object) : own;
    const member = replacements[property]!(bound);
    made.set(property, { own, member });
    return member;
  };
  const methods = methodsFor(object, () => standIn);
  const standIn: T = standInFor(object, {
    replaced: Reflect.ownKeys(replacements),
    memberOf(property) {
      if (property === WRAPPED) return true;
      return Object.hasOwn(replacements, property) ? replaced(property) : methods(property);
    },
  });
  return standIn;
}
