/** Tells whether this is a run of CI, as its variable says: `0` and `false` are a no. */
export function isCi(): boolean {
  return ![undefined, '', '0', 'false'].includes(process.env['CI']);
}
