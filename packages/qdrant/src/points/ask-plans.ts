import type { Schemas } from '@qdrant/js-client-rest';
import type { PointsRequest } from '../call/requests.ts';
import { askEngine, NoPointsError } from '../client/ask-engine.ts';
import { type PointsPlan, widerRequest } from './plan-points.ts';

/** An answer that holds points. */
export type Found = { points: Schemas['ScoredPoint'][] };

/** The parts of an order hold a point twice, since the engine put a tie into another order each time. */
class OverlapError extends Error {
  override readonly name = 'OverlapError';

  constructor() {
    super('two requests for parts of one order brought the same point');
  }
}

/** The client's own call, and where it goes. */
interface Asking<TRequest, TAnswer> {
  readonly collection: string;
  readonly ask: (requests: TRequest[]) => Promise<TAnswer[]>;
  readonly signal: AbortSignal | undefined;
}

/**
 * Asks for all that several plans ask for, at once, and gives the answers by plan.
 *
 * @throws RetrievalError where the engine fails, or brings no points; OverlapError where parts of one plan overlap.
 */
export async function askPlans<TRequest, TAnswer extends Found>(
  { collection, ask, signal }: Asking<TRequest, TAnswer>,
  requests: readonly (readonly TRequest[])[],
): Promise<TAnswer[][]> {
  const all = requests.flat();
  const found = await askEngine(collection, signal, async () => {
    const answers = await ask(all);
    const isWhole = answers.length === all.length;
    if (!isWhole || !answers.every(({ points }) => Array.isArray(points)))
      throw new NoPointsError();
    return answers;
  });
  let start = 0;
  const answers = requests.map(({ length }) => found.slice(start, (start += length)));
  if (answers.some(hasOverlap)) throw new OverlapError();
  return answers;
}

function hasOverlap(parts: readonly Found[]): boolean {
  if (parts.length === 1) return false;
  const ids = parts.flatMap(({ points }) => points.map(({ id }) => id));
  return new Set(ids).size < ids.length;
}

/** Gives wider answers in place of those that end within a tie; where asking for them fails, these count as they are. */
export async function askWider<TRequest extends PointsRequest, TAnswer extends Found>(
  asking: Asking<TRequest, TAnswer>,
  plans: readonly (PointsPlan<TRequest> | undefined)[],
  answers: readonly TAnswer[][],
): Promise<readonly TAnswer[][]> {
  const wider = plans.map((plan, n) => plan && widerRequest(plan, answers[n]![0]!.points));
  if (wider.every((request) => request === undefined)) return answers;
  try {
    const found = await askPlans(
      asking,
      wider.map((request) => (request === undefined ? [] : [request])),
    );
    return answers.map((first, n) => (found[n]!.length > 0 ? found[n]! : first));
  } catch {
    asking.signal?.throwIfAborted();
    return answers;
  }
}
