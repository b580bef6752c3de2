/** The ways in which a model server answers wrongly. */
export const MISBEHAVIOURS = [
  'error 500',
  'error 503',
  'seven zeros',
  'one answer too few',
  'half an answer',
  'a web page',
] as const;

/** A way in which a model server answers wrongly. */
export type Misbehaviour = (typeof MISBEHAVIOURS)[number];
