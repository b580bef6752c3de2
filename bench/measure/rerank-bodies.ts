const WORDS =
  'retrieval passage of a document that answers what was asked in some way or other '.repeat(4);

/** Bodies of rerank requests of 10 documents of about 300 characters each, none like another. */
export const rerankBodies: readonly string[] = Array.from({ length: 500 }, (_, n) =>
  JSON.stringify({
    model: 'null',
    query: `what was asked ${n}`,
    documents: Array.from({ length: 10 }, (__, at) => `${n} ${at} ${WORDS}`.slice(0, 300)),
  }),
);
