import type { ProxyRule } from '@lb-rerank/proxy';
import type { NamedEngine } from '../engines/engine-of.ts';

/** The facts about a proxy that has begun to listen. */
export interface ProxyFacts {
  readonly url: string;
  readonly engine: NamedEngine;
  readonly rules: readonly ProxyRule[];
  /** The settings file's path. */
  readonly file: string | undefined;
  /** The servers' addresses of the model, or the model file. */
  readonly location: string;
}

const NAMES = { elasticsearch: 'Elasticsearch', opensearch: 'OpenSearch', qdrant: 'Qdrant' };

/** Writes what an operator wants to know of a proxy that begins: what it stands before, what it reranks, and where to look. */
export function proxyScreen({ url, engine, rules, file, location }: ProxyFacts): string {
  const rows = [
    [
      'reranks',
      ...(rules.length === 0
        ? ['nothing: give --passage; --suggest finds one']
        : rules.map(ruleInWords)),
    ],
    ['by', location],
    ['settings', file ?? 'no settings file'],
    ['keys', "none of its own: each caller's are the engine's"],
    ['health', `${url}/_lb_rerank/health`],
    ['metrics', `${url}/_lb_rerank/metrics`],
  ];
  const lines = rows.flatMap(([name = '', ...values]) =>
    values.map((value, n) => `  ${(n === 0 ? name : '').padEnd(9)}${value}\n`),
  );
  return `lb-rerank stands before ${NAMES[engine.kind]} ${engine.url} at ${url}\n${lines.join('')}`;
}

function ruleInWords({ index, passage, isOn }: ProxyRule): string {
  if (isOn === false) return `${index}: not at all`;
  const told = [passage]
    .flat()
    .map((field) => (typeof field === 'string' ? field : JSON.stringify(field)));
  return `${index} by ${told.join(', ')}`;
}
