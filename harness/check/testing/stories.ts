import type { History } from '../../model/history.ts';
import { story, type HistoryBuilder } from './history-builder.ts';
import { access, OTHER_ROWS, refresh, type Head } from './story-defaults.ts';

/**
 * A history up to the expiry: the credential is connected, one execution runs in the steady state,
 * then the access token is made to expire.
 */
export const untilExpired = (overrides: Partial<Head> = {}): HistoryBuilder =>
  story(overrides)
    .add(OTHER_ROWS)
    .connect()
    .phase('steady')
    .start('e1')
    .api('e1.1', access(1))
    .finish('e1')
    .probeNewest(1)
    .phase('during')
    .inject('access-token/expired', 'x1');

/**
 * A history without any problem: an expiry, one refresh, healing, an execution after it, and
 * another expiry that the client survives. Every checker holds.
 */
export const goodStory = (overrides: Partial<Head> = {}): History =>
  untilExpired(overrides)
    .start('e2')
    .api('e2.1', access(1), 'expired', { faults: ['x1'] })
    .refresh(1, 2)
    .api('e2.1', access(2))
    .finish('e2')
    .probeNewest(2)
    .heal('access-token/expired', 'x1')
    .phase('healed')
    .start('e3')
    .api('e3.1', access(2))
    .finish('e3')
    .probeNewest(2)
    .inject('access-token/expired', 'x2')
    .heal('access-token/expired', 'x2', 'next-expiry')
    .start('e4')
    .api('e4.1', access(2), 'expired', { faults: ['x2'] })
    .refresh(2, 3)
    .api('e4.1', access(3))
    .finish('e4')
    .probeNewest(3)
    .end()
    .build();

/**
 * A history with a refresh storm: eight executions meet one expired token at a gate, each presents
 * the same single-use refresh token, the provider revokes the grant, and only connecting again
 * helps.
 */
export function stormStory(overrides: Partial<Head> = {}): History {
  const keys = Array.from({ length: 8 }, (_, index) => `s${index + 1}`);
  const told = untilExpired(overrides).add({
    type: 'gate',
    state: 'armed',
    wanted: 8,
    arrived: 0,
    exchanges: [],
  });
  for (const key of keys) told.start(key);
  for (const key of keys) told.api(`${key}.1`, access(1), 'expired', { faults: ['x1'] });
  told.add({ type: 'gate', state: 'opened', wanted: 8, arrived: 8, exchanges: [] });
  const [first = 0, ...others] = keys.map(() => told.askRefresh(refresh(1)));
  told.answer(first, { issued: { access: access(2), refresh: refresh(2), scope: 'read' } });
  told
    .add({
      type: 'ledger',
      action: 'replayed',
      token: refresh(1),
      realmTimeMs: 0,
      exchange: others[0] ?? 0,
    })
    .add({ type: 'ledger', action: 'revoked', token: refresh(2), realmTimeMs: 0, cause: 'reuse' });
  for (const exchange of others) told.answer(exchange, { status: 400, error: 'invalid_grant' });
  told.api('s1.1', access(2), 'revoked');
  for (const key of keys)
    told.finish(key, {
      status: 'error',
      error: { message: 'The credential needs to be reconnected' },
    });
  told
    .probe({ access: access(2), refresh: refresh(2) }, null)
    .heal('access-token/expired', 'x1')
    .phase('healed');
  told
    .start('e3')
    .api('e3.1', access(2), 'revoked')
    .refused(refresh(2), 'revoked')
    .finish('e3', {
      status: 'error',
      error: { message: 'The credential needs to be reconnected' },
    });
  told
    .add({ type: 'remedy', remedy: 'reconnect', state: 'begin' })
    .connect('f2')
    .add({
      type: 'remedy',
      remedy: 'reconnect',
      act: 'open the credential and connect the account again',
      state: 'end',
    })
    .phase('remedied');
  return told
    .start('e4')
    .api('e4.1', access(1, 'f2'))
    .finish('e4')
    .probeNewest(1, 'f2')
    .end()
    .build();
}
