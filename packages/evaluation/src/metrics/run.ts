/**
 * The answers of a system: query id -> document id -> score, higher being better. The order of the entries has no
 * meaning.
 */
export type Run = ReadonlyMap<string, ReadonlyMap<string, number>>;
