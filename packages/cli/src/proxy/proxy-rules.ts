import type { ProxyRule } from '@lb-rerank/proxy';
import { SettingsError } from '../errors/settings-error.ts';
import type { Settings } from '../settings/settings-schema.ts';

/** The rules, as the flags tell them. */
export interface RuleFlags {
  /** `index=field,field` each; without an index for all. */
  readonly passage?: readonly string[] | undefined;
  readonly rankWindowSize?: number | undefined;
  readonly minScore?: number | undefined;
}

/**
 * Brings the rules of a proxy together: those of the flags come first, then those of the settings.
 *
 * @throws SettingsError for a flag that names no field, and for limits without a rule that they could be of.
 */
export function proxyRules(
  { passage = [], rankWindowSize, minScore }: RuleFlags,
  { proxy }: Settings,
): ProxyRule[] {
  const limits = { rankWindowSize, minScore };
  const [unused] = Object.entries(limits).find(([, value]) => value !== undefined) ?? [];
  if (passage.length === 0 && unused !== undefined) {
    const flag = unused === 'minScore' ? '--min-score' : '--rank-window-size';
    throw new SettingsError(`${flag}: goes with --passage; a rule of the settings has its own`);
  }
  const ofFlags = passage.map((text) => ({ ...ruleOf(text), ...limits }));
  return [...ofFlags, ...((proxy?.rules ?? []) as readonly ProxyRule[])];
}

function ruleOf(text: string): ProxyRule {
  const mark = text.indexOf('=');
  const index = mark === -1 ? '*' : text.slice(0, mark);
  const fields = text
    .slice(mark + 1)
    .split(',')
    .map((name) => name.trim());
  if (index === '' || fields.includes('')) {
    throw new SettingsError(
      `--passage: ${text} must look like 'articles*=title,text': an index, and the fields that the model is to read`,
    );
  }
  return { index, passage: fields };
}
