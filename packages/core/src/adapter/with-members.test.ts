import { inspect } from 'node:util';
import { expect, test, vi } from 'vitest';
import { withMembers } from './with-members.ts';

class Client {
  readonly name = 'engine';
  #calls = 0;
  search(query: string) {
    this.#calls += 1;
    return `${query} ${this.#calls}`;
  }
  count() {
    return this.#calls;
  }
}

test('puts members in place of the own ones, which they are made of', () => {
  const client = new Client();
  const loud = withMembers(client, {
    search: (own) => (query: string) => (own as Client['search'])(query).toUpperCase(),
  });
  expect(loud.search('apples')).toBe('APPLES 1');
  expect(client.search('apples')).toBe('apples 2');
});

test('leaves all other members to the object, with its private state', () => {
  const client = withMembers(new Client(), { search: () => () => 'nothing' });
  expect(client.count()).toBe(0);
  expect(client.name).toBe('engine');
  expect(client).toBeInstanceOf(Client);
});

test('has a member that the object does not have', () => {
  const client = withMembers(new Client(), { older: (own) => own });
  expect((client as { older?: unknown }).older).toBeUndefined();
});

test('hands out each method once, under its name, and the class itself', () => {
  const client = withMembers(new Client(), { search: () => () => 'nothing' });
  const members = client as unknown as Record<string, unknown>;
  expect(members['count']).toBe(members['count']);
  expect(members['search']).toBe(members['search']);
  expect((members['count'] as { name: string }).name).toBe('count');
  expect(client.constructor).toBe(Client);
});

test.each(['count', 'search'] as const)(
  'hands back a spy on %s, which may be taken away again',
  (name) => {
    const own = new Client();
    const client = withMembers(own, { search: () => () => 'nothing' });
    const before = client.search('');
    const spy = vi.spyOn(client, name);
    client[name]('apples');
    expect(vi.isMockFunction(client[name])).toBe(true);
    expect(spy).toHaveBeenCalledExactlyOnceWith('apples');
    spy.mockRestore();
    expect(vi.isMockFunction(client[name])).toBe(false);
    expect(client.search('')).toBe(before);
    expect(own.search('pears')).toBe('pears 1');
  },
);

test('sees a spy on the class, and what is patched into the object later', () => {
  const own = new Client();
  const client = withMembers(own, {
    search: (bare) => (query: string) => `${(bare as Client['search'])(query)}!`,
  });
  const spy = vi.spyOn(Client.prototype, 'count');
  expect(client.count()).toBe(0);
  expect(spy).toHaveBeenCalledOnce();
  expect(vi.isMockFunction(client.count)).toBe(true);
  spy.mockRestore();
  own.search = () => 'patched';
  expect(client.search('apples')).toBe('patched!');
});

test('wraps an object that is frozen, and shows it as it is', () => {
  const client = withMembers(Object.freeze({ helpers: { own: true }, node: 'a' }), {
    helpers: () => 'mine',
  });
  expect(client.helpers).toBe('mine');
  expect(Object.keys(client)).toEqual(['helpers', 'node']);
  expect('node' in client).toBe(true);
  expect(inspect(client)).toContain("node: 'a'");
});
