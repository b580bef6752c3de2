import type { LevelProbabilities } from '../score/level-probabilities.ts';
import type { Pair } from '../scorer/pair-scorer.ts';

/** One caller's request, filled in batch by batch. */
export interface QueuedCall {
  readonly answers: LevelProbabilities[];
  missing: number;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (answers: LevelProbabilities[]) => void;
  readonly reject: (reason: unknown) => void;
}

/** A pair that waits, and its place in the answers of its call. */
export interface QueuedPair {
  readonly call: QueuedCall;
  readonly position: number;
  readonly pair: Pair;
}

/** Real text has a few more. */
const CHARACTERS_A_TOKEN = 3;

/** The most that is taken out of the queue at once. */
interface BatchLimits {
  readonly maxPairsPerBatch: number;
  readonly batchTokens: number;
}

/**
 * The waiting pairs of all callers. Each query has a line of its own and the lines take turns, so that a request of a few pairs
 * passes by one of a thousand; within a line who came first is first.
 */
export class FairQueue {
  readonly #limits: BatchLimits;
  /** By their queries, in the order of their turns. */
  readonly #lines = new Map<string, QueuedPair[]>();
  /** The queries of each call, so that one that is given up costs no look at the others'. */
  readonly #queriesOf = new WeakMap<QueuedCall, Set<string>>();
  #length = 0;
  #characters = 0;

  constructor(limits: BatchLimits) {
    this.#limits = limits;
  }

  get length(): number {
    return this.#length;
  }

  /** As much waits as a batch may hold. */
  get fillsBatch(): boolean {
    const { maxPairsPerBatch, batchTokens } = this.#limits;
    const tokens = this.#characters / CHARACTERS_A_TOKEN;
    return this.#length >= maxPairsPerBatch || tokens > batchTokens;
  }

  add(queued: QueuedPair): void {
    const { query } = queued.pair;
    const line = this.#lines.get(query);
    if (line === undefined) this.#lines.set(query, [queued]);
    else line.push(queued);
    const queries = this.#queriesOf.get(queued.call);
    if (queries === undefined) this.#queriesOf.set(queued.call, new Set([query]));
    else queries.add(query);
    this.#count(queued, 1);
  }

  /** Takes the next batch out: at least one pair, of every line the same share of its pairs and of its tokens. */
  take(): QueuedPair[] {
    const { maxPairsPerBatch, batchTokens } = this.#limits;
    const mostCharacters = batchTokens * CHARACTERS_A_TOKEN;
    const lines = this.#lines.size;
    const share = {
      pairs: Math.ceil(maxPairsPerBatch / lines),
      characters: mostCharacters / lines,
    };
    const batch: QueuedPair[] = [];
    let characters = 0;
    const isFullFor = (queued: QueuedPair) =>
      batch.length === maxPairsPerBatch ||
      (batch.length > 0 && characters + charactersOf(queued) > mostCharacters);
    for (const [query, line] of this.#lines) {
      for (const queued of turnOf(line, share)) {
        // The line goes on with its turn in the next batch.
        if (isFullFor(queued)) return batch;
        batch.push(line.shift()!);
        this.#count(queued, -1);
        characters += charactersOf(queued);
      }
      // Whoever is at the end of the lines has another turn, in this batch too.
      this.#lines.delete(query);
      if (line.length > 0) this.#lines.set(query, line);
    }
    return batch;
  }

  /** Takes the pairs of one call out. */
  forget(call: QueuedCall): void {
    for (const query of this.#queriesOf.get(call) ?? []) {
      const line = this.#lines.get(query) ?? [];
      const kept = line.filter((queued) => queued.call !== call);
      for (const queued of line) if (queued.call === call) this.#count(queued, -1);
      if (kept.length > 0) this.#lines.set(query, kept);
      else this.#lines.delete(query);
    }
  }

  #count(queued: QueuedPair, sign: 1 | -1): void {
    this.#length += sign;
    this.#characters += sign * charactersOf(queued);
  }
}

function charactersOf({ pair: { query, passage } }: QueuedPair): number {
  return query.length + passage.length;
}

/** Gives the pairs that a line may have at its turn: as many as its share holds, and at least one. */
function turnOf(
  line: readonly QueuedPair[],
  share: { readonly pairs: number; readonly characters: number },
): readonly QueuedPair[] {
  let characters = 0;
  const beyond = line.findIndex((queued, n) => {
    characters += charactersOf(queued);
    return n > 0 && (n === share.pairs || characters > share.characters);
  });
  return line.slice(0, beyond < 0 ? undefined : beyond);
}
