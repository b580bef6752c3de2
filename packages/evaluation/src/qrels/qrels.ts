/**
 * Judgements: query id -> document id -> grade. A grade is an integer; 1 or more is relevant, 0 or less is not, and a
 * document without a grade counts as not relevant.
 */
export type Qrels = ReadonlyMap<string, ReadonlyMap<string, number>>;
