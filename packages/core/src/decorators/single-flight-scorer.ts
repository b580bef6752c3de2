import type { LevelProbabilities } from '../score/level-probabilities.ts';
import { knownAs } from '../scorer/known-as.ts';
import type { Scorer, ScoreRequest } from '../scorer/scorer.ts';
import { untilAborted } from '../time/until-aborted.ts';

/** One request to the inner scorer, and the callers that still wait for it. */
interface Flight {
  readonly answers: Promise<readonly LevelProbabilities[]>;
  readonly controller: AbortController;
  waiting: number;
  hasLanded: boolean;
}

/** The place in which a pair's answer will stand. */
interface Seat {
  readonly flight: Flight;
  readonly position: number;
}

/**
 * Keeps a scorer from having a pair in flight twice, also across callers: who asks for a pair that is being scored waits for
 * that answer.
 *
 * A caller's abort ends only its own waiting; the request itself is aborted when nobody waits for it any more. Who waited for
 * another caller's request that failed asks for themselves, since it may have failed for a pair of the other.
 *
 * @example
 * ```ts
 * import { createVllmScorer, singleFlightScorer } from '@lb-rerank/core';
 *
 * const scorer = singleFlightScorer(createVllmScorer({ baseURL: 'http://127.0.0.1:8000/v1' }));
 * const request = { query: 'apples', passages: ['Apples are red.'] };
 * const onSaved = (saved: string, pairs: number) => {
 *   console.log(saved, pairs); // coalesced 1
 * };
 * await Promise.all([scorer.score(request), scorer.score({ ...request, onSaved })]);
 * ```
 */
export function singleFlightScorer(scorer: Scorer): Scorer {
  /** Callers of one scope share what is in flight, and nobody else. */
  const shared = inFlightOnce(scorer);
  const scoped = new Map<string, { readonly score: Scorer['score']; callers: number }>();

  async function scoreWithin(cacheScope: string, request: ScoreRequest) {
    const within = scoped.get(cacheScope) ?? { score: inFlightOnce(scorer), callers: 0 };
    scoped.set(cacheScope, within);
    within.callers += 1;
    try {
      return await within.score(request);
    } finally {
      within.callers -= 1;
      if (within.callers === 0) scoped.delete(cacheScope);
    }
  }

  return knownAs(scorer, {
    async score(request: ScoreRequest) {
      const { signal, cacheScope } = request;
      signal?.throwIfAborted();
      return cacheScope === undefined ? shared(request) : scoreWithin(cacheScope, request);
    },
  });
}

/** Makes the way of asking a scorer that has no pair in flight twice. */
function inFlightOnce(scorer: Scorer): Scorer['score'] {
  /** Query -> passage -> seat: looked up by the caller's own strings, since joining them to a key would copy each text. */
  const seatsOf = new Map<string, Map<string, Seat>>();

  function takeOff(query: string, passages: readonly string[]): void {
    const controller = new AbortController();
    const answers = scorer.score({ query, passages, signal: controller.signal });
    const flight: Flight = { answers, controller, waiting: 0, hasLanded: false };
    const seats = seatsOf.get(query) ?? new Map<string, Seat>();
    seatsOf.set(query, seats);
    for (const [position, passage] of passages.entries()) {
      seats.set(passage, { flight, position });
    }
    const land = () => {
      flight.hasLanded = true;
      for (const passage of passages) {
        if (seats.get(passage)?.flight === flight) seats.delete(passage);
      }
      if (seats.size === 0 && seatsOf.get(query) === seats) seatsOf.delete(query);
    };
    answers.then(land, land);
  }

  /** Takes seats of what is in flight and lets the rest take off; or, without joining, lets all take off. */
  function seatsFor(query: string, passages: readonly string[], joins: boolean) {
    const known = seatsOf.get(query);
    const absent = passages.filter((passage) => {
      const seat = known?.get(passage);
      return !joins || seat === undefined || seat.flight.controller.signal.aborted;
    });
    if (absent.length > 0) takeOff(query, [...new Set(absent)]);
    const seats = seatsOf.get(query)!;
    const own = absent.length > 0 ? seats.get(absent[0]!)!.flight : undefined;
    return { own, taken: passages.map((passage) => seats.get(passage)!) };
  }

  async function answersOf(
    { query, passages, signal, onSaved }: ScoreRequest,
    joins: boolean,
  ): Promise<readonly LevelProbabilities[]> {
    const { own, taken } = seatsFor(query, passages, joins);
    const joined = taken.filter(({ flight }) => flight !== own).length;
    if (joined > 0) onSaved?.('coalesced', joined);
    const flights = [...new Set(taken.map(({ flight }) => flight))];
    for (const flight of flights) flight.waiting += 1;
    try {
      const landed = await untilAborted(
        Promise.allSettled(flights.map(({ answers }) => answers)),
        signal,
      );
      const ends = new Map(flights.map((flight, n) => [flight, landed[n]!]));
      const isLost = ({ flight }: Seat) =>
        flight !== own && ends.get(flight)!.status === 'rejected';
      const lost = passages.filter((_, n) => isLost(taken[n]!));
      // Another caller's flight may have failed for what else was on board.
      const again =
        lost.length === 0 ? [] : await answersOf({ query, passages: lost, signal }, false);
      let next = 0;
      return taken.map((seat) => {
        if (isLost(seat)) return again[next++]!;
        const end = ends.get(seat.flight)!;
        if (end.status === 'rejected') throw end.reason;
        return end.value[seat.position]!;
      });
    } finally {
      for (const flight of flights) {
        flight.waiting -= 1;
        // What has landed needs no abort, which would cost an error with its stack and tell every listener.
        if (flight.waiting === 0 && !flight.hasLanded) flight.controller.abort(signal?.reason);
      }
    }
  }

  return async (request) => answersOf(request, true);
}
