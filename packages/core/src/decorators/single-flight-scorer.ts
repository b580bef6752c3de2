import type { LevelProbabilities } from '../score/level-probabilities.ts';
import type { Scorer } from '../scorer/scorer.ts';
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
 * A caller's abort ends only its own waiting; the request itself is aborted when nobody waits for it any more.
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

  return {
    get modelId() {
      return scorer.modelId;
    },
    async score({ query, passages, signal, onSaved }) {
      signal?.throwIfAborted();
      const known = seatsOf.get(query);
      const absent = passages.filter((passage) => {
        const seat = known?.get(passage);
        return seat === undefined || seat.flight.controller.signal.aborted;
      });
      if (absent.length > 0) takeOff(query, [...new Set(absent)]);
      if (absent.length < passages.length) {
        onSaved?.('coalesced', passages.length - absent.length);
      }

      const seats = seatsOf.get(query);
      const taken = passages.map((passage) => seats!.get(passage)!);
      const flights = [...new Set(taken.map(({ flight }) => flight))];
      for (const flight of flights) flight.waiting += 1;
      try {
        const landed = await untilAborted(
          Promise.all(flights.map(async (flight) => [flight, await flight.answers] as const)),
          signal,
        );
        const answersOf = new Map(landed);
        return taken.map(({ flight, position }) => answersOf.get(flight)![position]!);
      } finally {
        for (const flight of flights) {
          flight.waiting -= 1;
          // What has landed needs no abort, which would cost an error with its stack and tell every listener.
          if (flight.waiting === 0 && !flight.hasLanded) flight.controller.abort(signal?.reason);
        }
      }
    },
  };
}
