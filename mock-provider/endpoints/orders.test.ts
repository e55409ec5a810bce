import { expect, test } from 'vitest';
import { startRealm } from '../testing/start-realm.ts';

test('an order is handed out once, without a token, the oldest first', async () => {
  const { realm } = await startRealm();
  const take = async (): Promise<unknown> => (await fetch(`${realm.apiUrl}/orders`)).json();
  const events: unknown[] = [];
  realm.listen((event) => events.push(event));
  realm.placeOrder({ key: 'e1', items: ['a', 'b'] });
  const withdrawn = realm.placeOrder({ key: 'e2', items: ['c'] });
  realm.placeOrder({ key: 'e3', items: ['d'] });
  withdrawn[Symbol.dispose]();
  expect(await take()).toEqual({ key: 'e1', items: [{ id: 'a' }, { id: 'b' }] });
  expect(await take()).toEqual({ key: 'e3', items: [{ id: 'd' }] });
  expect(await take()).toEqual({ key: '', items: [] });
  withdrawn[Symbol.dispose]();
  expect(events[0]).toMatchObject({ type: 'request', endpoint: 'orders', path: '/api/orders' });
});

test('an order is a message too, for whoever may read mail', async () => {
  const run = await startRealm();
  const { access_token: token } = await run.connect();
  run.realm.placeOrder({ key: 'e1', items: ['a'] });
  const mail = async (authorization: string): Promise<unknown> => {
    const headers = { authorization };
    return (await fetch(`${run.realm.apiUrl}/graph/v1.0/me/messages`, { headers })).json();
  };
  expect(await mail('Bearer of-nobody')).toMatchObject({ error: 'invalid_token' });
  expect(await mail(`Bearer ${token}`)).toEqual({
    value: [{ id: 'e1', body: { key: 'e1', items: [{ id: 'a' }] } }],
  });
  expect(await mail(`Bearer ${token}`)).toEqual({ value: [] });
  expect(run.events.filter((event) => event.type === 'request').at(-1)).not.toHaveProperty('item');
});
