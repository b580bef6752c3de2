import type { ProxyRule } from './proxy-rule.ts';

/** The rule of a search, or why there is none. */
export type RuleOrReason =
  | { readonly rule: ProxyRule; readonly reason?: undefined }
  | { readonly rule?: undefined; readonly reason: string };

/**
 * Finds the rule of a search: the first whose pattern fits the index; with several indices, all of them.
 *
 * @param index as the search names it: one, several with commas, a pattern, or undefined for all
 */
export function ruleFor(rules: readonly ProxyRule[], index: string | undefined): RuleOrReason {
  const names = (index ?? '').split(',').map((name) => (isAll(name) ? '*' : name));
  // What is excluded, as in `logs-*,-logs-old`, is not searched.
  const searched = names.filter((name) => !name.startsWith('-'));
  const [rule, ...others] = new Set(
    searched.map((name) => rules.find((one) => isWithin(one.index, name))),
  );
  if (others.length > 0)
    return { reason: `several rules fit the indices ${index}: search them apart` };
  if (rule === undefined)
    return {
      reason: `no rule fits ${index === undefined ? 'a search without an index' : `the index ${index}`}`,
    };
  return unlessOff(rule);
}

/** Finds the rule of a search in one collection, whatever characters its name has: the first whose pattern fits it. */
export function ruleForCollection(rules: readonly ProxyRule[], name: string): RuleOrReason {
  const rule = rules.find((one) => isWithin(one.index, name));
  return rule === undefined ? { reason: `no rule fits the collection ${name}` } : unlessOff(rule);
}

function unlessOff(rule: ProxyRule): RuleOrReason {
  return rule.isOn === false ? { reason: `the rule for ${rule.index} is off` } : { rule };
}

function isAll(name: string): boolean {
  return name === '' || name === '_all' || name === '*';
}

/** Tells whether all that a name with `*` stands for is within a pattern. */
function isWithin(pattern: string, name: string): boolean {
  // The stars of the name are taken as characters, which only a star of the pattern stands for.
  const escaped = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`, 's').test(name);
}
