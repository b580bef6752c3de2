import { SettingsError } from '../errors/settings-error.ts';
import { settingTypes } from '../settings/setting-types.ts';

/** Gives an address back. @throws SettingsError naming the flag, and never the address, where the settings would not take it. */
export function requireAddress(flag: string, address: string): string {
  const { error } = settingTypes.address.safeParse(address);
  if (error !== undefined) throw new SettingsError(`${flag}: ${error.issues[0]!.message}`);
  return address;
}
