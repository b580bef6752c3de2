import { SettingsError } from '../../errors/settings-error.ts';
import { refuseMisspelling } from './refuse-misspelling.ts';

/**
 * Refuses what stands behind `lb-rerank key` where it begins with none of its commands, and is no name alone either.
 *
 * @param args are all that stands there, options among them.
 * @param commands are the names of those that there are.
 * @throws SettingsError naming the commands, and the one that was probably meant.
 */
export function refuseNoCommand(args: readonly string[], commands: readonly string[]): void {
  const [name, next] = args;
  const known = `${commands.slice(0, -1).join(', ')} or ${commands.at(-1)}`;
  if (name === undefined) {
    throw new SettingsError(`key: name a command, ${known}, or a caller who is to have a key`);
  }
  // Options may come first; the name behind them is looked at when the key is made.
  if (name.startsWith('-')) return;
  refuseMisspelling(name, commands);
  if (next === undefined || next.startsWith('-')) return;
  throw new SettingsError(`key ${name}: no such command; it must be ${known}`);
}
