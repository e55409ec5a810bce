import { describe, expect, test } from 'vitest';
import type { HistoryEventBody } from '../../model/event.ts';
import type { HistoryBuilder } from '../testing/history-builder.ts';
import { goodStory, untilExpired } from '../testing/stories.ts';
import { access, refresh } from '../testing/story-defaults.ts';
import { witnessedOf } from './witnessed-of.ts';

const NAMED = 'The credential needs to be reconnected.';

/** An execution that meets a refused refresh token and fails with these words. */
const failing = (message: string, fields = {}): HistoryBuilder =>
  untilExpired()
    .add({ type: 'witness-ready', witness: 'log', there: true })
    .add({ type: 'witness-ready', witness: 'sentry', there: false, why: 'it is away' })
    .start('e2')
    .api('e2.1', access(1), 'expired')
    .refused(refresh(1), 'revoked')
    .finish('e2', { status: 'error', error: { message }, executionId: '7', ...fields });

const shown = (witness: string, text: string, fields = {}): HistoryEventBody => ({
  type: 'witness',
  witness,
  text,
  ...fields,
});

const told = (history: HistoryBuilder) => witnessedOf(history.end().build());
const levels = (history: HistoryBuilder): Record<string, string> =>
  Object.fromEntries(
    (told(history)?.failures[0]?.shown ?? []).map(({ witness, level }) => [witness, level]),
  );

describe('a failure', () => {
  test('is named where the words have the cause or what helps, and shown by other words', () => {
    expect(levels(failing(NAMED))).toEqual({ 'execution-list': 'named' });
    expect(levels(failing('It went wrong.', { alarm: { message: NAMED } }))).toEqual({
      'execution-list': 'showed',
      'error-workflow': 'named',
    });
  });

  test('is said as a sentence, once for all that look alike', () => {
    const both = failing(NAMED)
      .start('e3')
      .api('e3.1', access(1), 'expired')
      .refused(refresh(1), 'revoked')
      .finish('e3', { status: 'error', error: { message: NAMED }, executionId: '8' });
    expect(told(both)?.failures).toMatchObject([
      { what: 'An execution failed because the provider refused the refresh token.', times: 2 },
    ]);
  });

  test('is shown by nobody where an execution says success that did not do its work', () => {
    const silent = untilExpired()
      .start('e2')
      .api('e2.1', access(1), 'expired')
      .finish('e2', { executionId: '7' });
    expect(told(silent)?.failures).toMatchObject([
      { what: expect.stringContaining('says success'), shown: [] },
    ]);
  });

  test('may be a connect, which no list of executions has', () => {
    const refused = untilExpired().add({ type: 'connect', credential: 'main', ok: false });
    expect(told(refused)?.failures).toMatchObject([
      { what: 'An account could not be connected.', shown: [] },
    ]);
  });

  test('of a connect may have been told to whoever tried it, which is no monitoring', () => {
    const refused = untilExpired().add({
      type: 'connect',
      credential: 'main',
      ok: false,
      shown: 'The user said no',
    });
    expect(told(refused)?.failures).toMatchObject([
      { what: expect.stringContaining('the page told to whoever tried it'), shown: [] },
    ]);
  });
});

describe('what a witness shows', () => {
  test.each([
    ['names the execution', { executionId: '7', workflow: 'main' }, true],
    ['names another execution', { executionId: '9', workflow: 'main' }, false],
    ['names the workflow alone', { workflow: 'main' }, true],
    ['names another workflow', { workflow: 'bystander' }, false],
    ['came after this execution', { key: 'e2' }, true],
    ['came after another one', { key: 'e1' }, false],
  ])('is of a failure when it %s', (_, fields, is) => {
    expect('log' in levels(failing('-').add(shown('log', 'It failed', fields)))).toBe(is);
  });

  test('is too late for an alarm, and not for a log, which is read at the end', () => {
    const late = failing('-')
      .add({ type: 'witness-ready', witness: 'webhook', there: true })
      .wait(60_000)
      .add(shown('webhook', 'It failed', { key: 'e2' }))
      .add(shown('log', 'It failed', { key: 'e2' }));
    expect(levels(late)).not.toHaveProperty('webhook');
    expect(levels(late)).toHaveProperty('log', 'showed');
  });

  test('counts for nothing where it was not there, which is said with the reason', () => {
    const history = failing('-').add(shown('sentry', NAMED, { key: 'e2' }));
    expect(levels(history)).not.toHaveProperty('sentry');
    const of = (name: string) => told(history)?.witnesses.find((one) => one.name === name);
    expect(of('sentry')).toHaveProperty('absent', 'it is away');
    expect(of('metrics')).toHaveProperty('absent', 'not switched on: --witnesses does');
    expect(of('log')).not.toHaveProperty('absent');
  });
});

describe('what a monitoring system was sent', () => {
  const sent = (text: string) =>
    failing('-')
      .add({ type: 'witness-ready', witness: 'webhook', there: true })
      .add(shown('webhook', text, { key: 'e2' }));

  test.each([
    ['by its message', `{"message":"${NAMED}"}`, 'named'],
    ['by its description', `{"message":"-","description":"${NAMED}"}`, 'named'],
    ['not by a name in it', `{"message":"-","lastNodeExecuted":"${NAMED}"}`, 'showed'],
    ['not where it was withheld', '[withheld: the text contains a token]', 'showed'],
  ])('names the cause %s', (_, text, level) => {
    expect(levels(sent(text))).toHaveProperty('webhook', level);
  });
});

describe("the provider's ledger", () => {
  const entry = (action: 'refused' | 'revoked' | 'expired', token = refresh(1)) =>
    ({ type: 'ledger', action, token, realmTimeMs: 0, cause: 'operator' }) as const;

  test('names the cause when a refresh token was refused or revoked since the last success', () => {
    const history = untilExpired()
      .add(entry('revoked'))
      .start('e2')
      .api('e2.1', access(1), 'expired')
      .refused(refresh(1), 'revoked')
      .finish('e2', { status: 'error', executionId: '7' });
    expect(told(history)?.failures[0]?.shown).toMatchObject([
      { witness: 'ledger', level: 'named', text: 'the refresh token was revoked (operator)' },
    ]);
  });

  test.each([
    ['the end of an access token', entry('expired', access(1))],
    ['what befell the account of another', entry('revoked', refresh(1, 'f9'))],
  ])('shows nothing by %s', (_, event) => {
    const history = untilExpired()
      .start('e2')
      .add(event)
      .api('e2.1', access(1), 'expired')
      .finish('e2', { status: 'error', executionId: '7' });
    expect(levels(history)).toEqual({});
  });
});

test('the end of a consent that the next one of the same account replaced is no alarm', () => {
  const exchange = 77;
  const issued = { type: 'ledger', action: 'issued', realmTimeMs: 0, exchange } as const;
  const replaced = (family: string) =>
    untilExpired()
      .connect('f2')
      .add({ ...issued, token: refresh(1, family) })
      .add({ ...issued, action: 'revoked', token: refresh(1), cause: 'limit' })
      .start('e9')
      .api('e9.1', access(1, 'f2'))
      .finish('e9');
  expect(told(replaced('f2'))).toBeUndefined();
  expect(told(replaced('f9'))?.witnesses).toContainEqual(
    expect.objectContaining({ name: 'ledger', falseAlarms: 1 }),
  );
});

describe('an account that had to be connected again', () => {
  const reconnected = (message: string) =>
    failing(message)
      .add({ type: 'remedy', remedy: 'reconnect', state: 'begin' })
      .add({ type: 'connect', credential: 'main', ok: true })
      .add({ type: 'remedy', remedy: 'reconnect', state: 'end' });

  test.each([
    [NAMED, 'named'],
    ['The provider answered 400', 'showed'],
  ])('%s: %s', (message, level) => {
    expect(told(reconnected(message))?.failures[1]).toMatchObject({
      what: 'An account had to be connected again.',
      shown: [{ witness: 'execution-list', level }],
    });
  });
});

test('an account that had to be connected twice is told once', () => {
  const again = { type: 'remedy', remedy: 'reconnect', state: 'begin' } as const;
  const connected = { type: 'connect', credential: 'main', ok: true } as const;
  const twice = failing(NAMED).add(again).add(connected).add(again).add(connected);
  expect(told(twice)?.failures.map(({ times }) => times)).toEqual([1, 2]);
});

describe('a witness that cries wolf', () => {
  test('is told of, with how often', () => {
    const wolf = untilExpired()
      .add({ type: 'witness-ready', witness: 'log', there: true })
      .start('e2')
      .api('e2.1', access(1), 'expired')
      .refresh(1, 2)
      .api('e2.1', access(2))
      .finish('e2', { executionId: '7' })
      .add(shown('log', 'It failed', { executionId: '7' }));
    expect(told(wolf)).toMatchObject({ failures: [] });
    expect(told(wolf)?.witnesses.find(({ name }) => name === 'log')?.falseAlarms).toBe(1);
  });

  test('is none who names the workflow of a failure, in which others did their work', () => {
    const fine = failing('-').add(shown('log', 'It failed', { workflow: 'main' }));
    expect(told(fine)?.witnesses.some(({ falseAlarms }) => falseAlarms !== undefined)).toBe(false);
  });

  test('and nothing is said of a run in which all is well', () => {
    expect(witnessedOf(goodStory())).toBeUndefined();
  });
});
