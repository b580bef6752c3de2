import type { z } from 'zod';
import type { Problem } from '../../errors/problem.ts';
import type { Answer } from './answer.ts';
import type { Question, QuestionLimits } from '../request/question.ts';

/** A request that was understood, and how its answer is put. */
interface DialectRequest {
  readonly question: Question;
  readonly bodyOf: (answer: Answer) => object;
}

/** One rerank interface: the shape of its requests, answers and errors. */
export interface Dialect {
  /** Names it in metrics and logs, and is the folder of the paths that are its alone, as in `/cohere-v2/v2/rerank`. */
  readonly name: string;
  /** The paths that its clients ask on; several dialects may share one. */
  readonly paths: readonly string[];
  /** Further paths of its product, which at the root are answered as another's; they stand in its folder alone. */
  readonly pathsInFolder?: readonly string[];
  /** Other interfaces that its product speaks too, in its folder. */
  readonly guests?: readonly Dialect[];
  /** Tells its requests from those of the other dialects on a path; the last dialect of a path takes what none claims. */
  readonly claims?: (body: Readonly<Record<string, unknown>>) => boolean;
  readonly requestSchema: z.ZodType;
  readonly responseSchema: z.ZodType;
  readonly errorSchema: z.ZodType;
  /** @throws ZodError, InvalidRequestError or GatewayError naming what cannot be used. */
  read(body: unknown, limits: QuestionLimits): DialectRequest;
  readonly errorBodyOf: (problem: Problem, requestId: string) => object;
}
