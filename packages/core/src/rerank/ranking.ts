import type { LevelProbabilities } from '../score/level-probabilities.ts';

/** A part of a candidate's passage, in UTF-16 units from its beginning. */
export interface PassageRange {
  /** The place of the passage among the candidate's, from 0. */
  readonly index: number;
  readonly start: number;
  /** The first unit behind it. */
  readonly end: number;
}

/** One document in its new place: an element of a {@link Ranking}'s results. */
export interface RankedResult<TDocument> {
  /** The document's position in the request, from 0. */
  readonly index: number;
  readonly document: TDocument;
  /** The expected level, in [1, 7]; null where the pair was not scored. */
  readonly score: number | null;
  /** The same score on [0, 1]; null where the pair was not scored. */
  readonly relevanceScore: number | null;
  readonly probabilities: LevelProbabilities | null;
  /** The text that was scored, of several the one that counted; null where the pair was not scored. */
  readonly passage: string | null;
  /** The place of `passage` in the candidate's own, if it is a chunk of a long one: see `longPassages`. */
  readonly passageRange?: PassageRange | undefined;
  /** The rank that the retriever gave it, from 1. */
  readonly retrieverRank: number;
  readonly retrieverScore: number | undefined;
}

/**
 * The fate of a ranking.
 *
 * - `reranked`: every candidate in the rank window that has a passage was scored, up to where `patience` or `minTopScore`
 *   ended it.
 * - `partial`: some were; they lead, and the rest follow in the retriever's order.
 * - `fallback`: none was; the whole order is the retriever's.
 * - `unscored`: no candidate in the rank window has a passage, so there was nothing to score; the order is the retriever's.
 */
export type RankingOutcome = 'reranked' | 'partial' | 'fallback' | 'unscored';

/** The candidates in their new order, and the way it came about: the answer of {@link rerank}. */
export interface Ranking<TDocument> {
  readonly results: readonly RankedResult<TDocument>[];
  readonly outcome: RankingOutcome;
  /** Why the outcome is `partial` or `fallback`: mostly a RerankError, else what the scorer threw. */
  readonly error?: Error | undefined;
  readonly modelId: string;
  readonly counts: {
    readonly candidates: number;
    /** Candidates in the rank window with a score. */
    readonly scored: number;
    /** Candidates in the rank window: those to be scored. There may be fewer than were asked for. */
    readonly rankWindowSize: number;
    /** Candidates in the rank window with a passage but no score: the model failed or the deadline passed. */
    readonly unscored: number;
    /** Candidates in the rank window without a passage. */
    readonly withoutPassage: number;
    /** Candidates in the rank window behind the point at which `patience` or `minTopScore` ended it. */
    readonly skipped: number;
    /** Different pairs whose score was known already. */
    readonly cached: number;
    /** Different pairs that were in flight for another caller. */
    readonly coalesced: number;
    /** Scored candidates that `minScore` left out of the results. */
    readonly belowMinScore: number;
  };
  readonly timings: {
    /** Wall time of the whole call, in milliseconds. */
    readonly totalMs: number;
  };
}
