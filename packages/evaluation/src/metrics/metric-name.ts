/** The metrics by the names that reports print; `mrr` is the mean of trec_eval's `recip_rank`. */
export type MetricKind = 'ndcg' | 'map' | 'mrr' | 'p' | 'recall';

/** A metric over whole rankings (`mrr`), or over their first documents (`ndcg@10`; the cut-off is at least 1). */
export type MetricName = MetricKind | `${MetricKind}@${number}`;
