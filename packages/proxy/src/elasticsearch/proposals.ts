import type { Logger } from 'pino';
import type { Call, EngineContext } from '../engine/engine.ts';
import { type MappedProperties, mappedFields } from '../suggest/mapped-fields.ts';
import { suggestPassage } from '../suggest/suggest-passage.ts';

/** Indices that are looked at, at most. */
const MOST = 1000;
const TIMEOUT_MS = 5000;

/** Proposes a rule for each index that is searched without one, once, by its mapping. */
export class Proposals {
  readonly #seen = new Set<string>();
  readonly #context: Pick<EngineContext, 'ask' | 'rules'>;
  readonly #logger: Logger;

  constructor(context: Pick<EngineContext, 'ask' | 'rules'>, logger: Logger) {
    this.#context = context;
    this.#logger = logger;
  }

  /** Looks at an index beside its first search, with the caller's own credentials, and logs a rule that could be pasted. */
  about(call: Call, index: string | undefined): void {
    const isAsked = this.#context.rules.length === 0 && index !== undefined;
    if (!isAsked || this.#seen.has(index) || this.#seen.size >= MOST) return;
    this.#seen.add(index);
    void this.#propose(call, index);
  }

  async #propose(call: Call, index: string): Promise<void> {
    const url = `/${index.split(',').map(encodeURIComponent).join(',')}/_mapping`;
    const asked = { ...call, body: '', signal: AbortSignal.timeout(TIMEOUT_MS) };
    try {
      const { answer, text } = await this.#context.ask(asked, { method: 'GET', url, body: '' });
      if (answer.statusCode !== 200) return;
      const passage = suggestPassage(fieldsIn(text).filter(({ isText }) => isText));
      if (passage.length === 0) return;
      const rule = `--passage '${index}=${passage.join(',')}'`;
      this.#logger.info({ index, passage, rule }, 'no rule: this one would rerank these searches');
    } catch {
      // It was only to be helpful: the search itself is answered in any case.
    }
  }
}

function fieldsIn(text: string) {
  const byIndex = JSON.parse(text) as Record<
    string,
    { mappings?: { properties?: MappedProperties } }
  >;
  const fields = Object.values(byIndex).flatMap(({ mappings }) =>
    mappedFields(mappings?.properties ?? {}),
  );
  return [...new Map(fields.map((field) => [field.name, field])).values()];
}
