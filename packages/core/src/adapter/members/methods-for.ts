type AnyFunction = (...args: unknown[]) => unknown;

/**
 * Gives an object's members as its stand-in hands them out: a method called on the stand-in runs on the object, where its
 * private state is. It is handed out once, with the properties that it has, and called on anything else it runs on that.
 *
 * Handed out as they are: values, classes, and functions that were put on the object itself, such as spies.
 */
export function methodsFor<T extends object>(
  object: T,
  standIn: () => T,
): (property: PropertyKey) => unknown {
  const handedOut = new WeakMap<AnyFunction, AnyFunction>();
  return (property) => {
    const own: unknown = Reflect.get(object, property, object);
    if (typeof own !== 'function' || isFreeOfItsObject(object, property, own)) return own;
    const method = own as AnyFunction;
    const known = handedOut.get(method);
    if (known !== undefined) return known;
    const handed = new Proxy(method, {
      apply(_, caller: unknown, args) {
        if (caller !== standIn()) return Reflect.apply(method, caller, args);
        const answer = Reflect.apply(method, object, args);
        return answer === object ? caller : answer;
      },
    });
    handedOut.set(method, handed);
    return handed;
  };
}

/** Tells whether a function works on the stand-in as well. */
function isFreeOfItsObject(object: object, property: PropertyKey, own: object): boolean {
  const isClass = Object.getOwnPropertyDescriptor(own, 'prototype')?.writable === false;
  return (
    isClass ||
    property === 'constructor' ||
    Object.hasOwn(object, property) ||
    own === Reflect.get(Object.prototype, property)
  );
}
