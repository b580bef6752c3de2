import { hash } from 'node:crypto';

/** The parts of a pair's id in a batch file. */
export interface PairId {
  /** Counted from 1 over the whole input. */
  readonly number: number;
  /** A hash of its texts; undefined in files of earlier versions, which had the number only. */
  readonly content: string | undefined;
}

const HASH_LENGTH = 12;

/** Makes the id of a pair in a batch file: its number in the input, and a hash that tells the pair from another input's. */
export function pairId(number: number, pair: { query: string; passage: string }): string {
  return `pair-${number}-${contentOf(pair)}`;
}

/** Reads an id; undefined for one that is not ours. */
export function parsePairId(id: unknown): PairId | undefined {
  const [, number, content] = /^pair-(\d{1,15})(?:-([0-9a-f]{12}))?$/.exec(String(id)) ?? [];
  return number === undefined ? undefined : { number: Number(number), content };
}

/** Tells if an id may be of a pair, as its number says. */
export function isOfPair({ content }: PairId, pair: { query: string; passage: string }): boolean {
  return content === undefined || content === contentOf(pair);
}

function contentOf({ query, passage }: { query: string; passage: string }): string {
  return hash('sha256', JSON.stringify([query, passage])).slice(0, HASH_LENGTH);
}
