/** Whether a field has a name as Elasticsearch's patterns say it, where `*` stands for any characters. */
export function matchesPattern(pattern: string, name: string): boolean {
  return new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`).test(name);
}

function escaped(text: string): string {
  return text.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&');
}
