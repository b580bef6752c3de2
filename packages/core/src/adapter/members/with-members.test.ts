import { inspect } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import { withMembers } from './with-members.ts';

class Client {
  readonly name: string = 'engine';
  readonly helpers = { kind: 'own' };
  #calls = 0;
  search(query: string) {
    this.#calls += 1;
    return `${query} ${this.#calls}`;
  }
  count() {
    return this.#calls;
  }
  itself() {
    return this;
  }
  get calls() {
    return this.#calls;
  }
}

/** A member as it is handed out, without its object. */
const memberOf = (client: object, name: string) => Reflect.get(client, name) as () => unknown;

function loudClient(client = new Client()) {
  const loud = withMembers(client, {
    search: (own) => (query: string) => (own as Client['search'])(query).toUpperCase(),
    helpers: (own) => ({ ...(own as object), kind: 'loud' }),
  });
  return { client, loud };
}

test('puts members in place of the own ones, which they are made of', () => {
  const { client, loud } = loudClient();
  expect(loud.search('apples')).toBe('APPLES 1');
  expect(client.search('apples')).toBe('apples 2');
});

test('leaves all other members to the object, with its private state', () => {
  const { loud } = loudClient();
  loud.search('apples');
  expect(loud.count()).toBe(1);
  expect(loud.calls).toBe(1);
  expect(loud.name).toBe('engine');
  expect(loud.itself()).toBe(loud);
});

test('has a member that the object does not have', () => {
  const client = withMembers(new Client(), { older: (own) => own });
  expect((client as { older?: unknown }).older).toBeUndefined();
  expect('older' in client).toBe(false);
});

test('replaces a member by its symbol', () => {
  const key = Symbol('client');
  expect(withMembers({ [key]: 'own' }, { [key]: () => 'other' })[key]).toBe('other');
});

describe('what is handed out', () => {
  test('is handed out once', () => {
    const { loud } = loudClient();
    expect(memberOf(loud, 'count')).toBe(memberOf(loud, 'count'));
    expect(memberOf(loud, 'search')).toBe(memberOf(loud, 'search'));
    expect(loud.helpers).toBe(loud.helpers);
  });

  test('is a method that runs on whatever it is called on', () => {
    const { loud } = loudClient();
    const other = new Client();
    other.search('apples');
    expect(loud.count.call(other)).toBe(1);
    expect(() => Reflect.apply(memberOf(loud, 'count'), undefined, [])).toThrow(TypeError);
    expect(loud.count.name).toBe('count');
  });

  test("is the object's class, and its instances know it", () => {
    const { loud } = loudClient();
    expect(loud.constructor).toBe(Client);
    expect(loud).toBeInstanceOf(Client);
    expect(loud.constructor.name).toBe('Client');
    expect(withMembers({ Client }, {}).Client).toBe(Client);
  });

  test('looks like the object where it is listed, shown or asked for', () => {
    const { client, loud } = loudClient();
    expect(Object.keys(loud)).toEqual(Object.keys(client));
    expect(Object.assign({}, loud)).toEqual({ name: 'engine', helpers: { kind: 'loud' } });
    expect(JSON.stringify(loud)).toBe('{"name":"engine","helpers":{"kind":"loud"}}');
    expect(inspect(loud)).toBe(inspect(client));
    expect(inspect({ loud }, { depth: 0 })).toBe('{ loud: [Client] }');
    expect('count' in loud && 'search' in loud && !('other' in loud)).toBe(true);
    expect(Object.hasOwn(loud, 'search')).toBe(true);
  });
});

describe('what is changed', () => {
  test('is the object itself', () => {
    const { client, loud } = loudClient();
    Object.assign(loud, { name: 'changed', further: 1 });
    expect(client).toMatchObject({ name: 'changed', further: 1 });
    expect(loud).toMatchObject({ name: 'changed', further: 1 });
    delete (loud as { further?: number }).further;
    expect('further' in client).toBe(false);
    const child = Object.create(loud) as { name: string };
    child.name = 'child';
    expect(loud.name).toBe('changed');
  });

  test('is the member alone where it is replaced, so that it can call the former one', () => {
    const { client, loud } = loudClient();
    const former = memberOf(loud, 'search') as (query: string) => string;
    loud.search = (query) => `<${former(query)}>`;
    expect(loud.search('apples')).toBe('<APPLES 1>');
    expect(client.search('apples')).toBe('apples 2');
    Object.defineProperty(loud, 'search', { writable: false });
    expect(loud.search('apples')).toBe('<APPLES 3>');
    delete (loud as Partial<Client>).search;
    expect(memberOf(loud, 'search')).toBe(former);
  });

  test('is seen where the object or its class is patched later', () => {
    class Patched extends Client {}
    const { client, loud } = loudClient(new Patched());
    const search = vi.spyOn(Patched.prototype, 'search').mockReturnValue('patched');
    expect(loud.search('apples')).toBe('PATCHED');
    client.search = () => 'own';
    expect(loud.search('apples')).toBe('OWN');
    expect(search).toHaveBeenCalledOnce();
  });
});

describe('spies', () => {
  test.each(['itself', 'search'] as const)('are handed back, and taken off again: %s', (name) => {
    const { loud } = loudClient();
    const former = loud[name];
    const spy = vi.spyOn(loud, name).mockReturnValue('spied');
    expect(loud[name]).toBe(spy);
    expect(loud[name]('apples')).toBe('spied');
    expect(loud[name]).toHaveBeenCalledOnce();
    spy.mockRestore();
    expect(loud[name]).toBe(former);
  });

  test('call through to the member that they stand on', () => {
    const { loud } = loudClient();
    const spy = vi.spyOn(loud, 'search');
    expect(loud.search('apples')).toBe('APPLES 1');
    expect(spy).toHaveBeenCalledExactlyOnceWith('apples');
  });

  test('of the object are handed out as well', () => {
    const { client, loud } = loudClient();
    const spy = vi.spyOn(client, 'count').mockReturnValue(7);
    expect(memberOf(loud, 'count')).toBe(spy);
    expect(loud.count()).toBe(7);
  });
});

describe('objects that cannot be changed', () => {
  test.each([Object.freeze, Object.seal, Object.preventExtensions])('work as before: %o', (fix) => {
    const { client, loud } = loudClient();
    fix(client);
    expect(loud.helpers.kind).toBe('loud');
    expect(loud.search('apples')).toBe('APPLES 1');
    expect(Object.keys(loud)).toEqual(['name', 'helpers']);
    expect(Object.getOwnPropertyDescriptor(loud, 'name')).toEqual(
      Object.getOwnPropertyDescriptor(client, 'name'),
    );
    expect(Object.isExtensible(loud)).toBe(false);
    expect(loud.count()).toBe(1);
    expect(inspect(loud)).toContain("name: 'engine'");
    expect(() => Object.assign(loud, { further: 1 })).toThrow(TypeError);
  });

  test.each([Object.freeze, Object.seal, Object.preventExtensions])('can be made so: %o', (fix) => {
    const { client, loud } = loudClient();
    const { helpers } = fix(loud);
    const search = memberOf(loud, 'search');
    expect(Object.isExtensible(client)).toBe(false);
    expect(Object.isFrozen(loud)).toBe(fix === Object.freeze);
    expect([helpers.kind, loud.search('apples')]).toEqual(['loud', 'APPLES 1']);
    expect(loud.helpers).toBe(helpers);
    expect(memberOf(loud, 'search')).toBe(search);
    expect(Object.getOwnPropertyNames(loud)).toEqual(['name', 'helpers', 'search']);
  });

  test('may be frozen before they get their members', () => {
    const { loud } = loudClient(Object.freeze(new Client()) as Client);
    expect(loud.helpers.kind).toBe('loud');
    expect(() => Object.assign(loud, { name: 'other' })).toThrow(TypeError);
    expect(() => delete (loud as { name?: string }).name).toThrow(TypeError);
  });
});
