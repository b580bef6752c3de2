/** A document as it comes: a text, or an object with one. */
export type WireDocument = string | Record<string, unknown>;
