/** A request for points: the collection, and the endpoint behind its `points/`. */
export interface PointsRoute {
  readonly collection: string;
  readonly endpoint: string;
}

/** Reads where a request goes; undefined for what is not about the points of a collection. */
export function pointsRouteOf(url: string): PointsRoute | undefined {
  const [, collection, endpoint = ''] =
    /^\/collections\/([^/?]+)\/points(?:\/([^?]*?))?\/?(?:\?|$)/.exec(url) ?? [];
  return collection === undefined ? undefined : { collection: decodedOr(collection), endpoint };
}

/** Decodes a part of a path; one that cannot be is left to the engine, as it stands. */
function decodedOr(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
