import { SettingsError } from '../../errors/settings-error.ts';
import { nearestName } from '../../settings/nearest-name.ts';

/** The words by which other programs call what our commands do. */
const OTHER_WORDS: ReadonlyMap<string, string> = new Map([
  ['create', 'add'],
  ['delete', 'revoke'],
  ['help', '--help'],
  ['ls', 'list'],
  ['make', 'add'],
  ['new', 'add'],
  ['remove', 'revoke'],
  ['renew', 'rotate'],
  ['rm', 'revoke'],
  ['show', 'list'],
]);

/**
 * Refuses a name that was probably meant as a command, so that `key lst` makes no key of that name.
 *
 * @param commands are the names of those that there are.
 * @throws SettingsError naming the command, and the way to have the key nevertheless.
 */
export function refuseMisspelling(name: string, commands: readonly string[]): void {
  const meant =
    OTHER_WORDS.get(name.toLowerCase()) ??
    commands.find((one) => name.length > 1 && one.startsWith(name.toLowerCase())) ??
    nearestName(name, commands);
  if (meant === undefined) return;
  const key = `\`lb-rerank key add ${name}\` makes a key of that name`;
  const known = `commands are ${commands.join(', ')}`;
  const problem = `no such command; did you mean \`key ${meant}\`? (${known}) ${key}`;
  throw new SettingsError(`key ${name}: ${problem}`);
}
