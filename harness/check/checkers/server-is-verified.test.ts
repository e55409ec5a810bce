import { describe, expect, test } from 'vitest';
import { story, type HistoryBuilder } from '../testing/history-builder.ts';
import { mutate } from '../testing/mutate.ts';
import { goodStory } from '../testing/stories.ts';
import { access, refresh } from '../testing/story-defaults.ts';
import { serverIsVerified as checker } from './server-is-verified.ts';

/** A client that sees a flawed certificate, and asks for new tokens when it is over. */
function turnedAway(): HistoryBuilder {
  const told = story()
    .connect()
    .inject('tls/certificate-expired', 'x1', 'wire')
    .api('e1.1', access(1), 'expired');
  const exchange = told.ask({ endpoint: 'unknown', method: 'TLS', path: 'handshake' });
  return told
    .answer(exchange, {
      endpoint: 'unknown',
      outcome: 'aborted-by-client',
      delivered: false,
      faults: ['x1'],
    })
    .heal('tls/certificate-expired', 'x1')
    .refresh(1, 2);
}

describe(checker.name, () => {
  test('holds when the client turns away, and asks again when the certificate is right', () => {
    expect(checker.check(turnedAway().build())).toMatchObject({
      verdict: 'holds',
      message: expect.stringContaining('1 connection with a flawed certificate'),
      evidence: [expect.any(Number)],
    });
  });

  test('is violated by one request over such a connection', () => {
    const changed = mutate(
      turnedAway().build(),
      'reply',
      ({ issued }) => issued?.refresh?.generation === 2,
      () => ({ faults: ['x1'] }),
    );
    expect(checker.check(changed)).toMatchObject({
      verdict: 'violated',
      message:
        '1 request sent although the certificate was flawed: the first one to /token under tls/certificate-expired.',
    });
  });

  test('holds where the operator wants no certificate to be looked at', () => {
    const told = story().inject('tls/certificate-self-signed', 'x1', 'wire');
    const verified = told.refresh(1, 2, { reply: { faults: ['x1'] } }).build();
    expect(checker.check(verified).verdict).toBe('violated');
    const ignoring = mutate(
      verified,
      'scenario',
      () => true,
      ({ credentials }) => ({
        credentials: Object.fromEntries(
          Object.entries(credentials).map(([name, info]) => [
            name,
            { ...info, ignoreSslIssues: true },
          ]),
        ),
      }),
    );
    expect(checker.check(ignoring)).toMatchObject({
      verdict: 'holds',
      evidence: [expect.any(Number)],
    });
  });

  test('is violated also where the provider refused the request', () => {
    const told = story().inject('tls/certificate-wrong-host', 'x1', 'wire');
    told.refused(refresh(1), 'revoked', { faults: ['x1'] });
    expect(checker.check(told.build()).verdict).toBe('violated');
  });

  test('has nothing to decide where no flawed certificate was shown', () => {
    expect(checker.check(goodStory())).toMatchObject({ verdict: 'holds', evidence: [] });
    const other = story()
      .inject('token/slow', 'x1')
      .refresh(1, 2, { reply: { faults: ['x1'] } });
    expect(checker.check(other.build())).toMatchObject({ verdict: 'holds', evidence: [] });
  });
});
