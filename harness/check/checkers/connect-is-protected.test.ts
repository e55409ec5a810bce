import { describe, expect, test } from 'vitest';
import type { EventOf } from '../../model/event.ts';
import type { Finding } from '../../model/finding.ts';
import { story, type HistoryBuilder } from '../testing/history-builder.ts';
import { mutate, older } from '../testing/mutate.ts';
import { goodStory, stormStory } from '../testing/stories.ts';
import { headOf } from '../testing/story-defaults.ts';
import { connectIsProtected as checker } from './connect-is-protected.ts';

type Request = Partial<EventOf<'request'>>;

const state = { digest: 's1', characters: 22, bitsAtMost: 130 };
const challenge = { digest: 'c1', characters: 43, bitsAtMost: 256, method: 'S256' };
const PKCE = { credentials: { main: { grant: 'pkce', scope: 'read' } } } as const;

const judged = (request: Request, head: Parameters<typeof story>[0] = {}): Finding =>
  checker.check(story(head).authorize(request).build());

describe(checker.name, () => {
  test('holds for a fresh state each time, and when nobody connected', () => {
    for (const history of [goodStory(), stormStory(), story().build()])
      expect(checker.check(history).verdict).toBe('holds');
  });

  test('lets S256 take the place of the state', () => {
    expect(judged({ authorization: { challenge } }).verdict).toBe('holds');
    const twice = story(PKCE)
      .authorize({ authorization: { state, challenge } })
      .authorize({ authorization: { state, challenge: { ...challenge, digest: 'c2' } } });
    expect(checker.check(twice.build()).verdict).toBe('holds');
  });

  test.each<[string, Request]>([
    ['no state', { authorization: {} }],
    ['20 bits', { authorization: { state: { ...state, bitsAtMost: 20 } } }],
    ['plain', { authorization: { state, challenge: { ...challenge, method: 'plain' } } }],
    ['beyond the credential’s: admin'.replace('’', "'"), { requestedScope: 'read admin' }],
    ['lacks read', { requestedScope: '' }],
    ['separated by commas', { requestedScope: 'read,' }],
  ])('is violated by %s', (words, request) => {
    expect(judged(request)).toEqual({
      verdict: 'violated',
      message: expect.stringContaining(words),
      evidence: [2],
    });
  });

  test('holds for commas that an operator typed', () => {
    const head = { credentials: { main: { grant: 'authorization-code', scope: 'a,b' } } } as const;
    expect(judged({ requestedScope: 'a,b' }, head).verdict).toBe('holds');
    expect(judged({ requestedScope: 'a b' }, head).verdict).toBe('holds');
  });

  test('is violated by no scope, with which the provider grants all it has', () => {
    const history = older(story().authorize().build(), 'requestedScope');
    expect(checker.check(history)).toMatchObject({
      verdict: 'violated',
      message: expect.stringContaining('whatever the provider has'),
    });
  });

  test('is violated by no code challenge where the credential says PKCE', () => {
    expect(judged({ authorization: { state } }, PKCE)).toMatchObject({
      verdict: 'violated',
      message: expect.stringContaining('no code challenge'),
    });
  });

  test('is violated by a state or a challenge that was used before', () => {
    const again = (authorization: NonNullable<Request['authorization']>): Finding =>
      checker.check(story().authorize({ authorization }).authorize({ authorization }).build());
    expect(again({ state }).message).toContain('the state for main was used before');
    expect(again({ challenge }).message).toContain('the code challenge for main was used before');
  });

  test.each<[string, Partial<NonNullable<Request['verifier']>>]>([
    ['is not one of RFC 7636 §4.1', { wellFormed: false }],
    ['was shown in the authorization request', { shown: true }],
    ['has 20 bits at most that are new', { bitsAtMost: 20 }],
    ['was used before', { digest: 'v1' }],
  ])('is violated by a code verifier that %s', (words, change) => {
    const verifier = { digest: 'v1', characters: 43, bitsAtMost: 256, wellFormed: true };
    const told = (second: Partial<NonNullable<Request['verifier']>>): Finding => {
      const building = story(PKCE);
      building.ask({ verifier: { ...verifier, shown: false } });
      building.ask({ verifier: { ...verifier, digest: 'v2', shown: false, ...second } });
      return checker.check(building.build());
    };
    expect(told({}).verdict).toBe('holds');
    expect(told(change)).toEqual({
      verdict: 'violated',
      message: `the code verifier for main ${words}.`,
      evidence: [3],
    });
  });

  test('lets the operator widen the scope', () => {
    const head = headOf();
    const told = story({
      scenario: { ...head.scenario, remedies: [{ remedy: 'edit-scope', scope: 'read write' }] },
    });
    expect(checker.check(told.authorize({ requestedScope: 'read write' }).build()).verdict).toBe(
      'violated',
    );
    const widened = story({
      scenario: { ...head.scenario, remedies: [{ remedy: 'edit-scope', scope: 'read write' }] },
    })
      .add({ type: 'remedy', remedy: 'edit-scope', state: 'begin' })
      .authorize({ requestedScope: 'read write' });
    expect(checker.check(widened.build()).verdict).toBe('holds');
  });

  test('goes by the scope that an operator typed while the credential was refreshed', () => {
    const begun = (): HistoryBuilder =>
      story().inject('operator/edits-scope', 't1', 'credential', { scope: 'write' });
    const edited = {
      type: 'stored-credential',
      credential: 'main',
      access: 'absent',
      refresh: 'absent',
      fields: {},
      moment: 'edited',
      live: null,
    } as const;
    const asks = { requestedScope: 'write' };
    expect(checker.check(begun().authorize(asks).build()).verdict).toBe('violated');
    expect(checker.check(begun().add(edited).authorize(asks).build()).verdict).toBe('holds');
  });

  test('is violated by a callback that was taken, or whose code was exchanged', () => {
    const after = (taken: boolean, exchanged: boolean): Finding => {
      const told = story().connect().add({ type: 'step', index: 0, state: 'begin' });
      if (exchanged) told.answer(told.ask({ codeVerifier: false }), { status: 400 });
      return checker.check(
        told.add({ type: 'callback', credential: 'main', kind: 'replayed', taken }).build(),
      );
    };
    expect(after(false, false).verdict).toBe('holds');
    expect(after(true, false).message).toContain('was taken');
    expect(after(false, true).message).toContain('was exchanged');
  });

  test('is violated by a code that is exchanged again after its tokens came', () => {
    const again = (standing: 'live' | 'spent', first: Parameters<typeof mutate<'reply'>>[3]) => {
      const told = story().connect();
      told.answer(
        told.ask({ grantType: 'authorization_code', presented: { kind: 'code', standing } }),
        { status: 400, error: 'invalid_grant' },
      );
      return checker.check(
        mutate(told.build(), 'reply', ({ issued }) => issued !== undefined, first),
      );
    };
    expect(again('spent', () => ({}))).toEqual({
      verdict: 'violated',
      message: expect.stringContaining('the code for main was exchanged a second time'),
      evidence: [7],
    });
    expect(again('live', () => ({})).verdict).toBe('holds');
    expect(again('spent', () => ({ delivered: false })).verdict).toBe('holds');
    expect(again('spent', () => ({ status: 503 })).verdict).toBe('holds');
  });

  test('does not look at an old history', () => {
    expect(checker.check(older(goodStory(), 'authorization')).verdict).toBe('not-looked-at');
  });
});
