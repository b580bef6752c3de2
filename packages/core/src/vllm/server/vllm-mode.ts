/**
 * How a server is asked for levels.
 *
 * - `classify`: the seven-label head, the fastest; wants a server that was started for it (see `createVllmScorer`).
 * - `completions`: arrays of rendered prompts, exactly the seven levels' probabilities.
 * - `chat`: one chat completion a pair, as the model card does it; any OpenAI-compatible server.
 */
export type VllmMode = 'classify' | 'completions' | 'chat';
