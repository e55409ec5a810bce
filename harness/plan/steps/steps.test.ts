import { describe, expect, it } from 'vitest';
import {
  advance,
  begin,
  changePolicy,
  connect,
  execute,
  finish,
  heal,
  hold,
  inject,
  observe,
  receiveCallback,
  release,
  beginConnect,
  finishConnect,
  rendezvous,
  wait,
} from '../../index.ts';
import { describeStep } from './index.ts';

describe('describeStep', () => {
  it.each([
    [{ do: 'connect' } as const, 'connect the credential'],
    [{ do: 'connect', credential: 'other' } as const, 'connect the credential ‘other’'],
    [
      { do: 'connect', credential: 'main', beside: 'other' } as const,
      'connect the credential ‘main’, and ‘other’ before its user is back',
    ],
    [
      { do: 'connect', away: '8s' } as const,
      'connect the credential, with users who are away for 8s',
    ],
    [{ do: 'execute' } as const, 'run 1 execution'],
    [
      { do: 'execute', times: 8, concurrency: 4, workflow: 'b' } as const,
      'run 8 executions of ‘b’, 4 at once',
    ],
    [
      { do: 'inject', fault: 'token/throttled', options: { times: 2, retryAfter: '5s' } } as const,
      'inject token/throttled (times: 2, retryAfter: 5s)',
    ],
    [
      { do: 'rendezvous', requests: 3, at: 'token', within: '5s' } as const,
      'hold requests until 3 stand together at the token endpoint, 5s at most',
    ],
    [{ do: 'advance', by: '1h' } as const, "move the provider's clock forward by 1h"],
    [{ do: 'heal' } as const, 'heal every fault'],
    [{ do: 'heal', fault: 'token/throttled' } as const, 'heal token/throttled'],
    [
      { do: 'connect-in-editor', credential: 'other', mayFail: true, consent: 'deny' } as const,
      'try to connect the credential ‘other’ in the editor, where the user refuses consent',
    ],
    [{ do: 'connect-in-editor' } as const, 'connect the credential in the editor'],
    [
      { do: 'begin-connect', credential: 'other', as: 'first' } as const,
      'begin to connect the credential ‘other’, as ‘first’',
    ],
    [{ do: 'begin-connect' } as const, 'begin to connect the credential'],
    [
      { do: 'finish-connect', as: 'first' } as const,
      'let the user come back who began to connect as ‘first’',
    ],
    [{ do: 'receive-callback', kind: 'forged' } as const, 'send the client a forged callback'],
    [
      { do: 'receive-callback', kind: 'stateless' } as const,
      'send the client a callback without a state',
    ],
    [
      { do: 'receive-callback', kind: 'sessionless' } as const,
      'send the client a callback from a browser that is not logged in',
    ],
    [
      { do: 'receive-callback', kind: 'logged-out' } as const,
      'send the client a callback from the browser that began, and is logged out by now',
    ],
    [
      { do: 'receive-callback', kind: 'replayed', credential: 'other' } as const,
      'send the client a callback that was used before for the credential ‘other’',
    ],
    [{ do: 'wait', for: '3s' } as const, 'wait for 3s'],
    [
      { do: 'hold', what: 'refresh', at: 'after-commit' } as const,
      'hold the next refresh after the provider has carried it out and before it answers',
    ],
    [
      { do: 'hold', what: 'api-call', at: 'on-the-wire', credential: 'other' } as const,
      'hold the next call of the API of ‘other’ while its answer is on the wire',
    ],
    [{ do: 'begin' } as const, 'begin 1 execution, and go on meanwhile'],
    [
      { do: 'begin', times: 3, workflow: 'b' } as const,
      'begin 3 executions of ‘b’, and go on meanwhile',
    ],
    [{ do: 'release' } as const, 'let go what is held'],
    [
      { do: 'change-policy', to: { accessTokenTtl: '5m', pkce: 'required' } } as const,
      `change the provider's policy (accessTokenTtl: 5m, pkce: required)`,
    ],
    [{ do: 'finish' } as const, 'wait for what was begun'],
    [{ do: 'observe', for: '20s' } as const, 'run executions until one succeeds, 20s at most'],
  ])('%j', (step, words) => {
    expect(describeStep(step)).toBe(words);
  });
});

it('writes each step as a scenario file does', () => {
  const written = [
    connect('other'),
    connect('main', { mayFail: true }),
    execute(2, { workflow: ['main', 'second'] }),
    inject('token/throttled', { times: 2 }),
    inject('redis/down'),
    rendezvous(3, { at: 'token' }),
    advance('1h'),
    heal(),
    heal('redis/down'),
    observe({ for: '5s' }),
    receiveCallback('replayed'),
    beginConnect('other', { as: 'first', mayFail: true }),
    finishConnect('first'),
    wait('3s'),
    hold('refresh', { at: 'after-save' }),
    begin(),
    begin(2, { workflow: 'second' }),
    release(),
    finish(),
    changePolicy({ accessTokenTtl: '5m' }),
  ];
  expect(written).toEqual([
    { do: 'connect', credential: 'other' },
    { do: 'connect', credential: 'main', mayFail: true },
    { do: 'execute', times: 2, workflow: ['main', 'second'] },
    { do: 'inject', fault: 'token/throttled', options: { times: 2 } },
    { do: 'inject', fault: 'redis/down' },
    { do: 'rendezvous', requests: 3, at: 'token' },
    { do: 'advance', by: '1h' },
    { do: 'heal' },
    { do: 'heal', fault: 'redis/down' },
    { do: 'observe', for: '5s' },
    { do: 'receive-callback', kind: 'replayed', credential: 'main' },
    { do: 'begin-connect', credential: 'other', as: 'first', mayFail: true },
    { do: 'finish-connect', as: 'first' },
    { do: 'wait', for: '3s' },
    { do: 'hold', what: 'refresh', at: 'after-save' },
    { do: 'begin', times: 1 },
    { do: 'begin', times: 2, workflow: 'second' },
    { do: 'release' },
    { do: 'finish' },
    { do: 'change-policy', to: { accessTokenTtl: '5m' } },
  ]);
});

it('refuses to compile what no step is', () => {
  // @ts-expect-error There is no such fault.
  inject('token/throtled');
  // @ts-expect-error It has no such option.
  inject('token/throttled', { tmes: 2 });
  // @ts-expect-error It has no such option.
  execute(1, { concurency: 2 });
  // @ts-expect-error A duration has a unit.
  advance('60');
  // @ts-expect-error How long?
  observe({});
  // @ts-expect-error There is no such moment.
  hold('refresh', { at: 'later' });
  // @ts-expect-error There is no such exchange.
  hold('token', { at: 'after-commit' });
  // @ts-expect-error There is no such place.
  rendezvous(2, { at: 'api' });
});
