import type { RerankDefaults, PassageFields } from '@lb-rerank/core/adapter';

/** One line of a proxy's rules: which indices or collections are reranked, and how. */
export interface ProxyRule extends RerankDefaults {
  /** The name of an index, alias or collection; `*` stands for any characters. Searches without an index are those of `*` alone. */
  readonly index: string;
  /** The place of a hit's text: fields that are joined by line breaks; Elasticsearch and OpenSearch take all forms of their `PassageSelector`. */
  readonly passage: PassageFields | Readonly<Record<string, unknown>>;
  /** Whether searches of these indices are reranked; `false` leaves them alone, though a later rule fits. @default true */
  readonly isOn?: boolean | undefined;
}
