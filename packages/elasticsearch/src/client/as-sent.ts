/** TypeScript's own declarations do not have it yet; Node.js has since version 21. */
const { isRawJSON } = JSON as unknown as { isRawJSON: (value: unknown) => boolean };

/**
 * Gives a request as the client will send it: objects that say in their own way how they are written, such as a query
 * builder's, are asked, at any depth.
 */
export function asSent(value: unknown, key = ''): unknown {
  if (typeof value !== 'object' || value === null || isRawJSON(value)) return value;
  if ('toJSON' in value && typeof value.toJSON === 'function') {
    return asSent((value as { toJSON: (key: string) => unknown }).toJSON(key), key);
  }
  if (Array.isArray(value)) return value.map((element, n) => asSent(element, `${n}`));
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, asSent(one, name)]));
}
