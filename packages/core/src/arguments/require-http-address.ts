import { InvalidRequestError } from '../errors/invalid-request-error.ts';

/** Checks the address of a server. @throws InvalidRequestError when it is no HTTP address, or holds a password. */
export function requireHttpAddress(argument: string, address: string): void {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new InvalidRequestError(argument, 'must be an http or https address');
  }
  // Addresses stand in errors and in telemetry.
  if (url.username !== '' || url.password !== '') {
    throw new InvalidRequestError(argument, 'must not hold a user or a password');
  }
}
