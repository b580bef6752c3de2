/** Gives an address without what only its owner should read: user, password and query. */
export function addressToShow(address: string): string {
  return address.replace(/^([a-z][a-z\d+.-]*:\/\/)?.*@/is, '$1').replace(/[?#].*$/s, '');
}

/** Gives a message of someone else's about an address, which may quote it, without the same. */
export function messageToShow(message: string, address: string): string {
  const spellings = [address, URL.parse(address)?.href ?? address];
  return spellings
    .reduce((text, spelling) => text.replaceAll(spelling, addressToShow(spelling)), message)
    .replaceAll(/([a-z][a-z\d+.-]*:\/\/)\S*@/gi, '$1');
}
