import type { LevelProbabilities } from '../score/level-probabilities.ts';
import type { Scorer } from './scorer.ts';
import { untilAborted } from './until-aborted.ts';

/** One request to the inner scorer, and the callers that still wait for it. */
interface Flight {
  readonly answers: Promise<readonly LevelProbabilities[]>;
  readonly controller: AbortController;
  waiting: number;
}

/** Where a pair's answer will stand. */
interface Seat {
  readonly flight: Flight;
  readonly position: number;
}

/**
 * A scorer that has no pair in flight twice, also across callers: who asks for a pair that is being scored waits for that
 * answer.
 *
 * A caller's abort ends only its own waiting; the request itself is aborted when nobody waits for it any more.
 */
export function singleFlightScorer(scorer: Scorer): Scorer {
  const seats = new Map<string, Seat>();

  function takeOff(query: string, passages: readonly string[]): void {
    const controller = new AbortController();
    const answers = scorer.score({ query, passages, signal: controller.signal });
    const flight: Flight = { answers, controller, waiting: 0 };
    for (const [position, passage] of passages.entries()) {
      seats.set(keyOf(query, passage), { flight, position });
    }
    const land = () => {
      for (const passage of passages) {
        const key = keyOf(query, passage);
        if (seats.get(key)?.flight === flight) seats.delete(key);
      }
    };
    answers.then(land, land);
  }

  return {
    get modelId() {
      return scorer.modelId;
    },
    async score({ query, passages, signal }) {
      signal?.throwIfAborted();
      const absent = passages.filter((passage) => {
        const seat = seats.get(keyOf(query, passage));
        return seat === undefined || seat.flight.controller.signal.aborted;
      });
      if (absent.length > 0) takeOff(query, [...new Set(absent)]);

      const taken = passages.map((passage) => seats.get(keyOf(query, passage))!);
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
          if (flight.waiting === 0) flight.controller.abort(signal?.reason);
        }
      }
    },
  };
}

/** The length keeps the border between query and passage unmistakable. */
function keyOf(query: string, passage: string): string {
  return `${query.length}:${query}${passage}`;
}
