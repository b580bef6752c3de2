/** Finds the texts at a dotted path, whether it is spelled as one name or as objects in each other. */
export function textsAt(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => textsAt(one, path));
  if (path === '') {
    return ['string', 'number', 'boolean'].includes(typeof value) ? [String(value)] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  const keys = path.split('.');
  return keys.flatMap((_, n) => {
    const key = keys.slice(0, n + 1).join('.');
    if (!Object.hasOwn(value, key)) return [];
    return textsAt(value[key as keyof typeof value], keys.slice(n + 1).join('.'));
  });
}
