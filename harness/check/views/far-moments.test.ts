import { describe, expect, test } from 'vitest';
import { tokenDataKept } from '../checkers/token-data-kept.ts';
import { story } from '../testing/history-builder.ts';
import { access, MEMBERS, refresh, type Reply } from '../testing/story-defaults.ts';

const LIFE_S = 3_600;
const HOUR_MS = 3_600_000;

interface Course {
  readonly reply?: Partial<Reply>;
  /** Where the client's clock stands when the reply comes, and afterwards. */
  readonly clocks?: readonly [before: number, afterwards?: number];
  readonly waitMs?: number;
}

/** A refresh, and a reading by which its token ends after `endsInMs`. */
function read(endsInMs: number, { reply = {}, clocks = [0], waitMs = 0 }: Course = {}) {
  const told = story().inject('reply/expires-in', 'r1', 'token-endpoint');
  const move = (offsetMs: number) => told.add({ type: 'clock', clock: 'n8n', offsetMs });
  const issued = { access: access(2), refresh: refresh(2) };
  const members = { ...MEMBERS, expires_in: 'm5' };
  const [before, afterwards] = clocks;
  if (before !== 0) move(before);
  told.answer(told.askRefresh(refresh(1)), {
    issued,
    members,
    expiresInSeconds: LIFE_S,
    ...reply,
  });
  if (afterwards !== undefined) move(afterwards);
  told.wait(waitMs).add({
    type: 'stored-credential',
    credential: 'main',
    fields: {},
    ...issued,
    live: null,
    members: { ...members, n8n_expires_at: 'm7' },
    endsInMs: { n8n_expires_at: endsInMs },
  });
  return tokenDataKept.check(told.build());
}

describe('a stored moment of expiry', () => {
  test('is as far ahead as the reply told', () => {
    expect(read(HOUR_MS).verdict).toBe('holds');
    expect(read(HOUR_MS * 0.6).verdict).toBe('holds');
  });

  test.each([
    ['a thousandth of the life', LIFE_S, '3596.4 s earlier'],
    ['a thousand lives', HOUR_MS * 1_000, '3596400 s later'],
    ['long past', -1_000 * HOUR_MS, '3603600 s earlier'],
  ])('is violated by %s', (_, endsInMs, apart) => {
    expect(read(endsInMs)).toMatchObject({
      verdict: 'violated',
      message: `main: by n8n_expires_at the access token ends ${apart} than its expires_in says.`,
    });
  });

  test('goes by the clock that the client had', () => {
    expect(read(3 * HOUR_MS, { clocks: [2 * HOUR_MS] }).verdict).toBe('holds');
    expect(read(3 * HOUR_MS, { clocks: [0, 2 * HOUR_MS] }).verdict).toBe('holds');
    expect(read(HOUR_MS, { clocks: [2 * HOUR_MS, 0] }).verdict).toBe('holds');
    expect(read(HOUR_MS, { clocks: [2 * HOUR_MS] }).verdict).toBe('violated');
  });

  test('was written at any time between the reply and the reading', () => {
    expect(read(0, { waitMs: HOUR_MS }).verdict).toBe('holds');
    expect(read(HOUR_MS, { waitMs: HOUR_MS }).verdict).toBe('holds');
    expect(read(-HOUR_MS, { waitMs: HOUR_MS }).verdict).toBe('violated');
  });

  test('of a life of seconds may be seconds off', () => {
    expect(read(1, { reply: { expiresInSeconds: 4 } }).verdict).toBe('holds');
  });

  test('is not judged where no life was told, a fault changed it, or the provider named it', () => {
    expect(read(1, { reply: { expiresInSeconds: 0 } }).verdict).toBe('holds');
    expect(read(1, { reply: { faults: ['r1'] } }).verdict).toBe('holds');
    expect(read(1, { reply: { members: { n8n_expires_at: 'm7' } } }).verdict).toBe('holds');
  });
});
