import { find, type CoverageTheme } from '../../harness/index.ts';

const { anyFault, fault, named, realm, remedy, repeated, step } = find;

/** What becomes of tokens: how they end, change, and get lost. */
export const tokenFaultRows: readonly CoverageTheme[] = [
  {
    theme: 'life of tokens',
    rows: [
      { what: 'An access token has expired', by: [fault('access-token/expired')] },
      {
        what: 'Time passes until it expires',
        by: [step('advance'), fault('access-token/short-lived')],
      },
      {
        what: 'It ends after so many uses',
        by: [fault('access-token/expired', { after: 8 })],
      },
      {
        what: 'It is refused although it lives',
        by: [fault('access-token/rejected'), fault('access-token/revoked')],
      },
      { what: 'A refresh token is revoked', by: [fault('refresh-token/revoked')] },
      { what: 'It ends because nobody used it', by: [fault('refresh-token/idle-expired')] },
      { what: 'It ends at a fixed time', by: [fault('refresh-token/absolute-expired')] },
      {
        what: 'It gives way to newer ones',
        by: [fault('refresh-token/evicted'), fault('refresh-token/limit')],
      },
      { what: 'All tokens of a consent are revoked', by: [fault('refresh-token/family-revoked')] },
      { what: 'The user withdraws consent', by: [fault('consent/withdrawn')] },
      { what: 'The user changes the password', by: [fault('consent/password-changed')] },
      {
        what: "The client's secret changes",
        by: [fault('client/secret-rotated'), remedy('edit-secret')],
      },
      { what: 'The client is disabled', by: [fault('client/disabled')] },
    ],
  },
  {
    theme: 'rotation',
    rows: [
      {
        what: 'Never',
        by: [realm({ refreshToken: { rotation: 'never' } }), fault('rotation/never')],
      },
      { what: 'At every use', by: [realm({ refreshToken: { rotation: 'single-use' } })] },
      { what: 'Near the end of its life', by: [fault('rotation/near-expiry')] },
      { what: 'About daily', by: [fault('rotation/periodic')] },
      {
        what: 'The old one dies at once',
        by: [
          fault('rotation/immediate'),
          realm({ refreshToken: { rotation: 'single-use', onReuse: 'error' } }),
        ],
      },
      { what: 'The old one dies after a grace', by: [fault('rotation/grace')] },
      {
        what: 'The old one dies when the new one is used',
        by: [fault('rotation/retired-on-successor-use')],
      },
      {
        what: 'A replay in the grace brings the same pair',
        by: [
          realm({ refreshToken: { graceReply: 'same-pair' } }),
          fault('rotation/grace-same-pair'),
        ],
      },
      {
        what: 'A replay in the grace brings a new pair',
        by: [realm({ refreshToken: { graceReply: 'new-pair' } })],
      },
      {
        what: 'A replay in the grace brings one more pair',
        by: [realm({ refreshToken: { graceReply: 'sibling' } })],
      },
      {
        what: 'A reuse is refused, and that is all',
        by: [realm({ refreshToken: { onReuse: 'error' } })],
      },
      {
        what: 'A reuse ends the family',
        by: [realm({ refreshToken: { onReuse: 'revoke-family' } })],
      },
      {
        what: 'A reuse ends every consent',
        by: [
          realm({ refreshToken: { onReuse: 'revoke-session' } }),
          fault('rotation/reuse-revokes-session'),
        ],
      },
      {
        what: 'So many access tokens live at a time',
        by: [realm({ accessTokenLimit: 10 })],
      },
      {
        what: 'A refresh ends the old access token',
        by: [fault('rotation/refresh-kills-access-token')],
      },
      {
        what: 'Refreshes at the same time are refused but one',
        by: [fault('rotation/concurrent-refused')],
      },
      {
        what: 'Rotation is switched on in mid-run',
        by: [fault('rotation/immediate'), step('change-policy')],
      },
      {
        what: 'The provider comes back without its memory',
        by: [fault('provider/restarted-without-memory')],
      },
      { what: 'A new token is not known everywhere yet', by: [fault('api/read-after-write-lag')] },
      { what: 'Several meet one expiry', by: [step('rendezvous')] },
      { what: 'One expiry after the other', by: [repeated('access-token/expired', 2)] },
    ],
  },
  {
    theme: 'lost reply',
    rows: [
      { what: 'Before the headers', by: [fault('reply/lost-after-commit')] },
      { what: 'After the headers', by: [fault('reply/lost-after-headers')] },
      { what: 'In the middle of the body', by: [fault('reply/truncated-after-commit')] },
      { what: 'A server error in its place', by: [fault('reply/server-error-after-commit')] },
      { what: 'It comes late', by: [fault('reply/late-after-commit'), fault('token/slow')] },
      {
        what: 'The client dies before it has saved it',
        by: [named('process/killed-after-commit'), named('process/killed-before-save')],
      },
    ],
  },
  {
    theme: 'identity and keys',
    rows: [
      { what: 'Keys change', by: [anyFault('keys/*')] },
      { what: 'The issuer changes', by: [fault('identity/issuer-changed')] },
      { what: 'Another subject', by: [fault('identity/subject-swapped')] },
    ],
  },
];
