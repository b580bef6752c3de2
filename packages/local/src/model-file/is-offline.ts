/** Tells whether the environment says that the hub is not to be asked: `LB_RERANK_OFFLINE` or `HF_HUB_OFFLINE` is 1. */
export function isOffline({ LB_RERANK_OFFLINE, HF_HUB_OFFLINE }: NodeJS.ProcessEnv): boolean {
  return LB_RERANK_OFFLINE === '1' || HF_HUB_OFFLINE === '1';
}
