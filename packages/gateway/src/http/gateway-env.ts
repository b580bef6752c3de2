/** What middleware leaves for the routes. */
export interface GatewayEnv {
  Variables: { requestId: string };
}
