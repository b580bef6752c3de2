import { type Outcome, outcomeHeaders } from '../http/outcome-headers.ts';
import { answerSearch } from './answer-search.ts';
import { Caller } from './caller.ts';
import { asItCame, type Exchange, type ExchangeContext } from './exchange.ts';
import { writeError } from './write-error.ts';

/** Answers one request, whatever happens: passed through, reranked, or with an error in the engine's form. */
export async function answerExchange(
  { request, response }: Pick<Exchange, 'request' | 'response'>,
  context: ExchangeContext,
): Promise<void> {
  const { engine, upstream, metrics } = context;
  const exchange = { request, response, caller: new Caller(response) };
  const end = metrics.begin();
  let outcome: Outcome | undefined;
  try {
    const route = engine.routeOf(request.method!, request.url!);
    if (route === undefined) {
      await upstream.pass(asItCame(exchange), response);
    } else if (route.plan === undefined) {
      outcome = { outcome: 'skipped', reason: route.reason };
      await upstream.pass(asItCame(exchange), response, outcomeHeaders(outcome));
    } else {
      outcome = await answerSearch(exchange, route, context);
    }
  } catch (error) {
    writeError(exchange, error, context);
  }
  // A caller that sends all before it reads would wait for ever where an answer came early.
  if (!request.complete) request.unpipe().resume();
  end(outcome?.outcome ?? 'passed', response.statusCode);
}
