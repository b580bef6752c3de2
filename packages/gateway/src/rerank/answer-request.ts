import type { IncomingMessage } from 'node:http';
import { dialectOf } from '../dialects/registry/choose-dialect.ts';
import type { Dialect } from '../dialects/shared/dialect.ts';
import { GatewayError } from '../errors/gateway-error.ts';
import { problemOf } from '../errors/problem-of.ts';
import { callOptions } from '../http/call-options.ts';
import type { HeldBytes } from '../admission/bytes-in-flight.ts';
import type { Turns } from '../admission/turns.ts';
import { readJson } from '../http/read-json.ts';
import { requireKnownHeaders } from '../http/require-known-headers.ts';
import { requireWithinLimits } from '../http/require-within-limits.ts';
import type { Quotas } from '../keys/quotas.ts';
import type { ApiKey } from '../settings/api-key.ts';
import type { CompleteGatewaySettings } from '../settings/gateway-settings.ts';
import type { Exchange } from './exchange.ts';
import { pairsOf } from './pairs-of.ts';
import { rankQuestion, type RankingDependencies } from './rank-question.ts';

/** The services that a rerank request passes through. */
export interface AnsweringDependencies extends RankingDependencies {
  readonly settings: CompleteGatewaySettings;
  readonly quotas: Quotas;
  /** The turns that long work of this thread waits for. */
  readonly turns: Turns;
  /** Finds the caller of a request. @throws GatewayError `unauthorized` or `stopping`. */
  readonly admitCaller: (request: Request) => ApiKey | undefined;
}

/** The circumstances of a request: who may answer on its path, its id, the bytes that it holds, and Node's message behind it. */
interface RequestContext {
  readonly spoken: readonly Dialect[];
  readonly requestId: string;
  readonly held: HeldBytes;
  readonly incoming: IncomingMessage | undefined;
}

/** Answers one rerank request in the dialect of its path and body; never rejects. */
export async function answerRequest(
  dependencies: AnsweringDependencies,
  request: Request,
  { spoken, requestId, held, incoming }: RequestContext,
): Promise<Exchange> {
  let dialect = dialectOf(spoken);
  let caller: ApiKey | undefined;
  try {
    caller = dependencies.admitCaller(request);
    const { settings, quotas, reranker, turns } = dependencies;
    const { signal } = request;
    /** Does at once what a small request wants, and in its turn what takes long. */
    const inTurn = <T>(work: () => T) => (held.isLarge ? turns.take(work, signal) : work());
    // To list those of the request itself would make web headers of them all.
    requireKnownHeaders(incoming ? Object.keys(incoming.headers) : request.headers.keys());
    const header = (name: string) => request.headers.get(name) ?? undefined;
    const options = callOptions(header, settings, caller);
    const body = await readJson(request, { ...settings, held, turns, incoming });
    dialect = dialectOf(spoken, body);
    const { question, bodyOf } = await inTurn(() => readQuestion(dialect, body, settings));
    if (caller !== undefined) quotas.take(caller, pairsOf(question));
    const cacheScope = settings.cachePerKey ? caller?.sha256 : undefined;
    const { rankings, estimatedTokens } = await inTurn(() =>
      rankQuestion(dependencies, question, { ...options, signal, cacheScope }),
    );
    const withDetails = options.withDetails || question.withDetails === true;
    return {
      status: 200,
      body: bodyOf({
        rankings,
        modelId: reranker.modelId,
        requestId,
        estimatedTokens,
        withDetails,
      }),
      dialect: dialect.name,
      caller: caller?.name,
      rankings,
      problem: undefined,
      error: rankings.find(({ error }) => error !== undefined)?.error,
    };
  } catch (error) {
    const problem = request.signal.aborted
      ? problemOf(new GatewayError('client_gone', 'the caller closed the connection'))
      : problemOf(error);
    return {
      status: problem.status,
      body: dialect.errorBodyOf(problem, requestId),
      dialect: dialect.name,
      caller: caller?.name,
      rankings: [],
      problem,
      error,
    };
  }
}

/** @throws ZodError, InvalidRequestError or GatewayError naming what cannot be used. */
function readQuestion(
  dialect: Dialect,
  body: unknown,
  settings: CompleteGatewaySettings,
): ReturnType<Dialect['read']> {
  const read = dialect.read(body, settings);
  requireWithinLimits(read.question, settings);
  return read;
}
