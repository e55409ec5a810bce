import { describe, expect, test } from 'vitest';
import type { HistoryBuilder } from '../../check/testing/history-builder.ts';
import { untilExpired } from '../../check/testing/stories.ts';
import { access, refresh } from '../../check/testing/story-defaults.ts';
import type { ScenarioResult } from '../../model/results.ts';
import { symptomsSchema } from '../symptoms.ts';
import { SymptomCollection, type Recorded } from './collect-symptoms.ts';

const RECONNECT = 'The credential "main" needs to be reconnected.';
const failed = (message: string, description?: string) =>
  ({
    status: 'error',
    error: { message, ...(description === undefined ? {} : { description }) },
  }) as const;

/** An execution that meets an expired token; its refresh is refused. */
const refusedAs = (standing: 'revoked' | 'spent' | 'expired' | 'unknown' | 'live') =>
  untilExpired()
    .start('e2')
    .api('e2.1', access(1), 'expired')
    .refused(refresh(1), standing)
    .finish('e2', failed(RECONNECT, 'Open the credential.'));

const recorded = (
  told: HistoryBuilder,
  name = 'revocation/told',
  recovery: ScenarioResult['recovery'] = { expected: 'automatic', observed: 'automatic' },
): Recorded => ({
  n8n: '2.41.1',
  topology: 'single',
  history: told.build(),
  result: { name, recovery },
});

function collected(...all: readonly Recorded[]) {
  const collection = new SymptomCollection();
  all.forEach((one) => collection.add(one));
  return collection.symptoms((name) => name.startsWith('guide/'));
}

const causesOf = (...all: readonly Recorded[]) =>
  collected(...all).symptoms.flatMap(({ causes }) => causes.map(({ cause }) => cause));

describe('one text has the cause that the history shows', () => {
  test.each([
    ['revoked', 'grant-ended'],
    ['spent', 'refresh-token-presented-twice'],
    ['expired', 'refresh-token-expired'],
    ['unknown', 'refresh-token-unknown'],
    ['live', 'refresh-token-refused-though-alive'],
  ] as const)('a refresh with a token that is %s', (standing, cause) => {
    expect(causesOf(recorded(refusedAs(standing)))).toEqual([cause]);
  });

  test('a new token that the API refuses as well, and a file that is not sent again', () => {
    const again = untilExpired()
      .start('e2')
      .api('e2.1', access(1), 'expired')
      .refresh(1, 2)
      .api('e2.1', access(2), 'live', { accepted: false, status: 401, error: 'invalid_token' })
      .finish('e2', failed('Authorization failed'))
      .probeNewest(2);
    const once = untilExpired()
      .start('e2')
      .api('e2.1', access(1), 'expired')
      .refresh(1, 2)
      .finish('e2', failed('Authorization failed'))
      .probeNewest(2);
    expect(causesOf(recorded(again))).toEqual(['api-refuses-new-token']);
    expect(causesOf(recorded(once))).toEqual(['call-not-repeated-after-refresh']);
  });

  test('a connect that the user refused', () => {
    const told = untilExpired().authorize().add({
      type: 'connect',
      credential: 'main',
      ok: false,
      shown: 'Insufficient parameters for OAuth2 callback. / Received following: {"error":"x"}',
    });
    const [symptom] = collected(recorded(told)).symptoms;
    expect(symptom).toMatchObject({
      text: 'Insufficient parameters for OAuth2 callback.',
      shown: ['connect'],
      causes: [{ descriptions: ['Received following: ‹data›'] }],
    });
  });
});

describe('what is kept of a failure', () => {
  const reconnected = {
    expected: 'automatic',
    observed: 'after-remedy',
    remedy: 'reconnect',
    act: 'connect the account again',
  } as const;

  test('names are left out, and what was answered, what helped and where it was seen is told', () => {
    const data = collected(
      recorded(refusedAs('revoked'), 'revocation/one', reconnected),
      recorded(refusedAs('revoked'), 'guide/two', reconnected),
      recorded(refusedAs('spent'), 'rotation/three'),
    );
    expect(symptomsSchema.parse(data)).toEqual(data);
    expect(data.recorded).toEqual([{ n8n: '2.41.1', scenarios: 3, failures: 3, unexplained: 0 }]);
    expect(data.symptoms).toHaveLength(1);
    expect(data.symptoms[0]?.text).toBe('The credential "‹name›" needs to be reconnected.');
    expect(data.symptoms[0]?.causes[0]).toMatchObject({
      cause: 'grant-ended',
      answers: [{ endpoint: 'token', status: 400, error: 'invalid_grant' }],
      descriptions: ['Open the credential.'],
      scenarios: [{ name: 'guide/two' }, { name: 'revocation/one' }],
      seen: [
        {
          n8n: '2.41.1',
          scenarios: 2,
          failures: 2,
          recovery: [{ by: 'reconnect', act: 'connect the account again', scenarios: 2 }],
        },
      ],
    });
  });

  test('it is the same in whatever order the runs are given', () => {
    const runs = [
      recorded(refusedAs('revoked'), 'revocation/one', reconnected),
      recorded(refusedAs('spent'), 'rotation/three'),
      { ...recorded(refusedAs('spent'), 'rotation/four'), n8n: '1.123.81' },
    ];
    expect(collected(...runs.toReversed())).toEqual(collected(...runs));
  });

  test('a scenario that ran twice counts once, and its failures each time', () => {
    const data = collected(recorded(refusedAs('spent')), recorded(refusedAs('spent')));
    expect(data.symptoms[0]?.causes[0]?.seen).toMatchObject([{ scenarios: 1, failures: 2 }]);
  });

  test('without a remedy that was tried nothing is said to have been of no use', () => {
    const dead = { expected: 'automatic', observed: 'none' } as const;
    const data = collected(recorded(refusedAs('spent'), 'rotation/dead', dead));
    expect(data.symptoms[0]?.causes[0]?.seen[0]?.recovery).toEqual([
      { by: 'untried', scenarios: 1 },
    ]);
  });

  test('a text that was withheld for a secret in it is no symptom', () => {
    const told = refusedAs('revoked').start('e3').finish('e3', failed('[withheld: token]'));
    expect(collected(recorded(told)).symptoms.map(({ text }) => text)).toEqual([
      'The credential "‹name›" needs to be reconnected.',
    ]);
  });
});
