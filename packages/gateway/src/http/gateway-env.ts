/** The values that middleware leaves for the routes. */
export interface GatewayEnv {
  Variables: { requestId: string };
}
