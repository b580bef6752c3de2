import { getPath } from 'hono/utils/url';

/** Reads the path of a request as the routes have it: slashes that an address and a path both bring count once, and none at the end. */
export function plainPathOf(request: Request): string {
  const path = getPath(request).replaceAll(/\/{2,}/g, '/');
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}
