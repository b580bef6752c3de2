/** A setting cannot be used; the message says where it was made, never a secret's value. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}
