/** Writes where a Redis is, without the user and password that its address may hold. */
export function redisPlace(address: string): string {
  const { protocol, host, pathname } = new URL(address);
  return `${protocol}//${host}${pathname === '/' ? '' : pathname}`;
}
