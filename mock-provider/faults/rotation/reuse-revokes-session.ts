import { defineFault, lastingOptions } from '../engine/define-fault.ts';

export const rotationReuseRevokesSession = defineFault({
  name: 'rotation/reuse-revokes-session',
  summary: 'Refresh tokens are single-use, and a replay revokes every consent of the user.',
  actsOn: 'policy',
  seenInTheWild: ['https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2'],
  options: lastingOptions({}),
  begin: (fault) =>
    fault.realm.overridePolicy(
      { refreshToken: { rotation: 'single-use', grace: '0s', onReuse: 'revoke-session' } },
      fault.id,
    ),
});
