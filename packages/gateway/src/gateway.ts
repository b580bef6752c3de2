import type { Hono } from 'hono';
import type { GatewayEnv } from './http/gateway-env.ts';

/** A gateway without a socket: an application that answers requests, and its end. */
export interface Gateway {
  /** Answers a Request by a Response, on any server that Hono knows. */
  readonly app: Hono<GatewayEnv>;
  /** Answers `/metrics` alone, for an address of its own; with `metricsPort` the other application does not. */
  readonly metricsApp: Hono<GatewayEnv>;
  /** Refuses what comes from now on, and resolves when all that was taken is answered, or the grace period is over. */
  stop(): Promise<void>;
}
