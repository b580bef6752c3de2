import type { MiddlewareHandler } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Problem } from '../errors/problem.ts';
import { problemOf } from '../errors/problem-of.ts';
import type { GatewayEnv } from '../http/gateway-env.ts';
import { plainPathOf } from '../http/plain-path.ts';
import { errorOn } from './error-on.ts';

/**
 * Lets requests pass that a check finds nothing wrong with, on whatever path, and answers the others by what it throws.
 *
 * @param onRefused is told of each that does not pass.
 */
export function refuseUnless(
  check: (request: Request) => unknown,
  onRefused: (problem: Problem, requestId: string) => void,
): MiddlewareHandler<GatewayEnv> {
  return async (c, next) => {
    try {
      check(c.req.raw);
    } catch (error) {
      const problem = problemOf(error);
      const { requestId } = c.var;
      onRefused(problem, requestId);
      c.header('x-rerank-error', problem.code);
      if (problem.code === 'unauthorized') c.header('www-authenticate', 'Bearer');
      const body = errorOn(plainPathOf(c.req.raw), problem, requestId);
      return c.json(body, problem.status as ContentfulStatusCode);
    }
    return next();
  };
}
