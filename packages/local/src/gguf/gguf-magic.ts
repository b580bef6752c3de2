/** The beginning of every GGUF file. */
export const GGUF_MAGIC = 'GGUF';
