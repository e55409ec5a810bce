import { defineFamily, execute, inject, rendezvous, type Step } from '../../harness/index.ts';

/** What a provider makes of refresh tokens from one day on. */
const TO: Readonly<Record<string, readonly [title: string, change: Step]>> = {
  never: ['no longer rotates refresh tokens', inject('rotation/never')],
  periodic: [
    'changes the value of refresh tokens once a day',
    inject('rotation/periodic', { every: '30m' }),
  ],
  'near-expiry': [
    'replaces refresh tokens when most of their life is over',
    inject('rotation/near-expiry', { life: '1h', share: 0.1 }),
  ],
  'same-pair': [
    'gives the same pair again to whoever replays within thirty seconds',
    inject('rotation/grace-same-pair', { grace: '30s' }),
  ],
  'successor-use': [
    'lets an old refresh token live until the new one is used',
    inject('rotation/retired-on-successor-use'),
  ],
  'session-revoked': [
    'ends every consent of a user whose refresh token is shown twice',
    inject('rotation/reuse-revokes-session'),
  ],
  'one-at-a-time': [
    'refuses all but the first of refreshes at the same time',
    inject('rotation/concurrent-refused'),
  ],
};

/** The policy changes under live credentials, and two expiries follow that several meet at once. */
export default defineFamily(
  Object.entries(TO).map(([name, [title, change]]) => ({
    name: `rotation/changed-to-${name}`,
    title: `Overnight a provider ${title}`,
    why: `Vendors change their policy under live credentials (RFC 6749 §6, RFC 9700 §4.14.2). One refresh for each expiry, and the tokens of the last reply, are
right under every policy: nobody has to notice the change.`,
    links: [
      'https://www.rfc-editor.org/rfc/rfc6749#section-6',
      'https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2',
    ],
    workflows: { main: { use: 'http-request' } },
    plan: [
      execute(1),
      inject('access-token/expired'),
      execute(1),
      change,
      inject('access-token/expired'),
      rendezvous(3),
      execute(3, { concurrency: 3 }),
      inject('access-token/expired'),
      execute(1),
    ],
    remedies: ['reconnect'],
    expect: { recovery: 'unaffected', during: 'success' },
  })),
);
