import { Agent, request } from 'node:http';
import type { Socket } from 'node:net';
import sinon from 'sinon';
import { expect, test } from 'vitest';
import type { Peer } from '../model/hold.ts';
import type { RealmEvent } from '../model/records.ts';
import { Senders } from './senders.ts';
import { startProvider } from './server.ts';

const socket = (remotePort?: number, remoteAddress?: string): Socket =>
  ({ remotePort, remoteAddress }) as Socket;

test('whoever is behind a connection is asked for once, however many requests it carries', () => {
  const identify = sinon.fake.returns('main');
  const senders = new Senders(identify);
  const one = socket(4711, '127.0.0.1');
  expect([senders.of(one), senders.of(one), senders.of(one)]).toEqual(['main', 'main', 'main']);
  expect(identify.args).toEqual([[{ address: '127.0.0.1', port: 4711 }]]);
});

test('also when nobody could tell: a later answer could be about somebody else', () => {
  const identify = sinon.fake.returns(undefined);
  const senders = new Senders(identify);
  const one = socket(4711, '127.0.0.1');
  expect([senders.of(one), senders.of(one)]).toEqual([undefined, undefined]);
  expect(identify.callCount).toBe(1);
});

test('another connection from the same port is asked for anew', () => {
  const answers = ['main', 'worker-1'];
  const senders = new Senders(() => answers.shift());
  expect([senders.of(socket(4711, '127.0.0.1')), senders.of(socket(4711, '127.0.0.1'))]).toEqual([
    'main',
    'worker-1',
  ]);
});

test('nobody is asked about a connection that has ended already', () => {
  const identify = sinon.fake.returns('main');
  const senders = new Senders(identify);
  expect([
    senders.of(socket()),
    senders.of(socket(1)),
    senders.of(socket(undefined, '::1')),
  ]).toEqual([undefined, undefined, undefined]);
  expect(identify.called).toBe(false);
});

test('without a way to find out every sender is unknown', () => {
  expect(new Senders(undefined).of(socket(1, '127.0.0.1'))).toBeUndefined();
});

/** Sends one request over the connection of an agent. */
const ask = (url: string, agent: Agent): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    request(`${url}/api/items/1`, { agent }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode));
    })
      .once('error', reject)
      .end();
  });

test('a request says who sent it: asked once for each connection, with the port of its far end', async () => {
  const peers: Peer[] = [];
  const identifyPeer = (peer: Peer): string | undefined => {
    peers.push(peer);
    return peers.length === 1 ? 'worker-1' : undefined;
  };
  await using provider = await startProvider({ identifyPeer });
  const realm = provider.createRealm('who');
  const events: RealmEvent[] = [];
  realm.listen((event) => events.push(event));
  const [first, second] = [
    new Agent({ keepAlive: true, maxSockets: 1 }),
    new Agent({ keepAlive: true, maxSockets: 1 }),
  ];
  try {
    await ask(realm.issuer, first);
    await ask(realm.issuer, first);
    await ask(realm.issuer, second);
  } finally {
    first.destroy();
    second.destroy();
  }
  const requests = events.filter((event) => event.type === 'request');
  expect(requests.map(({ sender }) => sender)).toEqual(['worker-1', 'worker-1', undefined]);
  expect(requests.map((record) => 'sender' in record)).toEqual([true, true, false]);
  expect(peers.map(({ address }) => address)).toEqual(['127.0.0.1', '127.0.0.1']);
  expect(new Set(peers.map(({ port }) => port)).size).toBe(2);
});

test('a request is answered although finding out who sent it fails', async () => {
  const warned = sinon.stub(process, 'emitWarning');
  try {
    await using provider = await startProvider({
      identifyPeer: sinon.fake.throws(new Error('the table cannot be read')),
    });
    const realm = provider.createRealm('who');
    const senders: (string | undefined)[] = [];
    realm.listen((event) => void (event.type === 'request' && senders.push(event.sender)));
    expect((await fetch(`${realm.issuer}/jwks`)).status).toBe(200);
    expect(senders).toEqual([undefined]);
    expect(warned.args.map(([warning]) => String(warning))).toEqual([
      'Error: the table cannot be read',
    ]);
  } finally {
    warned.restore();
  }
});
