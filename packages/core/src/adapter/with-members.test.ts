import { expect, test } from 'vitest';
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
