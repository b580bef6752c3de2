/** The members that a stand-in hands out. */
export interface Members {
  /** The names of those that stand in place of the object's own. */
  readonly replaced: readonly PropertyKey[];
  readonly memberOf: (property: PropertyKey) => unknown;
}

/** The hook by which Node.js shows an object, which it asks of what lies beneath a proxy. */
const SHOWN_AS = Symbol.for('nodejs.util.inspect.custom');

type Inspect = (value: unknown, options: object) => string;

/**
 * Makes a stand-in that has an object's members, or others in their place, and is shown, listed and changed as that object.
 *
 * Beneath it lies an empty object, since JavaScript lets no proxy hand out anything but a frozen object's own members. That
 * one holds what is set in place of a replaced member, which must not reach the object: a spy on the stand-in's `search`
 * would be called by that very `search`. Replaced members that the object inherits count as its own here, so that those who
 * patch a member find the one that is called.
 */
export function standInFor<T extends object>(object: T, { replaced, memberOf }: Members): T {
  const beneath = Object.create(Reflect.getPrototypeOf(object)) as T;
  Object.defineProperty(beneath, SHOWN_AS, {
    configurable: true,
    value: (depth: number, options: object, inspect: Inspect) =>
      inspect(object, { ...options, depth }),
  });
  const isReplaced = (property: PropertyKey) => replaced.includes(property);
  const isSetHere = (property: PropertyKey) =>
    isReplaced(property) && Object.hasOwn(beneath, property);

  const descriptorOf = (property: PropertyKey): PropertyDescriptor | undefined => {
    if (isSetHere(property)) return Reflect.getOwnPropertyDescriptor(beneath, property);
    const own = Reflect.getOwnPropertyDescriptor(object, property);
    if (isReplaced(property) && property in object) {
      const enumerable = own?.enumerable ?? false;
      return { value: memberOf(property), writable: true, enumerable, configurable: true };
    }
    // What can no longer change must be so beneath, too, before it may be told.
    if (own?.configurable === false) Reflect.defineProperty(beneath, property, own);
    return own;
  };
  const keys = () => {
    const own = Reflect.ownKeys(object);
    const others = replaced.filter((name) => isSetHere(name) || name in object);
    return [...new Set([...own, ...others])] as (string | symbol)[];
  };
  /** Closes what lies beneath, as the object is closed; nothing else can then be told of it. */
  const close = () => {
    if (!Reflect.isExtensible(beneath)) return;
    Reflect.deleteProperty(beneath, SHOWN_AS);
    Reflect.setPrototypeOf(beneath, Reflect.getPrototypeOf(object));
    for (const key of keys()) Reflect.defineProperty(beneath, key, descriptorOf(key)!);
    Reflect.preventExtensions(beneath);
  };

  const standIn: T = new Proxy(beneath, {
    get: (_, property, receiver) =>
      isSetHere(property) ? Reflect.get(beneath, property, receiver) : memberOf(property),
    set(_, property, value, receiver) {
      const target = isReplaced(property) ? beneath : object;
      return receiver === standIn
        ? Reflect.set(target, property, value)
        : Reflect.set(target, property, value, receiver);
    },
    has: (_, property) => isSetHere(property) || Reflect.has(object, property),
    deleteProperty: (_, property) =>
      (isSetHere(property) || Reflect.deleteProperty(object, property)) &&
      Reflect.deleteProperty(beneath, property),
    defineProperty(_, property, descriptor) {
      if (!isReplaced(property)) {
        return (
          Reflect.defineProperty(object, property, descriptor) &&
          descriptorOf(property) !== undefined
        );
      }
      const known = descriptorOf(property);
      if (known !== undefined) Reflect.defineProperty(beneath, property, known);
      return Reflect.defineProperty(beneath, property, descriptor);
    },
    getOwnPropertyDescriptor: (_, property) => descriptorOf(property),
    ownKeys: keys,
    getPrototypeOf: () => Reflect.getPrototypeOf(object),
    setPrototypeOf: (_, prototype) => Reflect.setPrototypeOf(object, prototype),
    isExtensible() {
      if (!Reflect.isExtensible(object)) close();
      return Reflect.isExtensible(beneath);
    },
    preventExtensions() {
      Reflect.preventExtensions(object);
      close();
      return true;
    },
  });
  return standIn;
}
