import type { HttpBindings } from '@hono/node-server';

/** The values that the server and middleware leave for the routes. */
export interface GatewayEnv {
  /** Not there where the application runs without a socket of Node's. */
  Bindings: Partial<HttpBindings>;
  Variables: { requestId: string };
}
