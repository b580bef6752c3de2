import { expect, test, vi } from 'vitest';
import { withMembers } from './with-members.ts';
import { requireBareClient } from './wrapped.ts';

type Client = { search: () => string[] };

class Engine {
  search(): string[] {
    return ['b', 'a'];
  }
}
const sorted = { search: (own: unknown) => () => (own as Client['search'])().toSorted() };

test.each<[string, () => Client | Promise<Client>]>([
  ['made here', () => withMembers(new Engine(), sorted)],
  ['of a frozen one', () => withMembers(Object.freeze(new Engine()), sorted)],
  ['frozen since', () => Object.freeze(withMembers(new Engine(), sorted))],
  ['behind a proxy', () => new Proxy(withMembers(new Engine(), sorted), {})],
  [
    'that another inherits from',
    () => Object.create(withMembers(new Engine(), sorted), {}) as Client,
  ],
  [
    'made by another copy of the package',
    async () => {
      vi.resetModules();
      const copy = await import('./with-members.ts');
      expect(copy.withMembers).not.toBe(withMembers);
      return copy.withMembers(new Engine(), sorted);
    },
  ],
])('refuses a client that reranks already: one %s', async (_, make) => {
  const client = await make();
  expect(() => requireBareClient(client)).toThrow('reranks already');
});

test.each<[string, Client]>([
  ['plain', new Engine()],
  ['that has every member', new Proxy(new Engine(), { get: () => () => [] })],
])('takes a client that is %s', (_, client) => {
  expect(() => requireBareClient(client)).not.toThrow();
});
