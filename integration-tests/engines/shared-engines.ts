/** What the global setup says of each shared engine: where it answers, or why it does not. */
export type SharedEngines = Record<
  'elasticsearch' | 'qdrant' | 'vllm',
  { url: string; description: string } | { unavailable: string }
>;

declare module 'vitest' {
  interface ProvidedContext {
    engines: SharedEngines;
  }
}
