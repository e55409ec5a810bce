import { defineFault, lastingOptions } from '../engine/define-fault.ts';

export const rotationImmediate = defineFault({
  name: 'rotation/immediate',
  summary: 'Refresh tokens become single-use without grace, and a replay revokes the family.',
  actsOn: 'policy',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2',
    'https://github.com/n8n-io/n8n/pull/33092',
  ],
  options: lastingOptions({}),
  begin: (fault) =>
    fault.realm.overridePolicy(
      { refreshToken: { rotation: 'single-use', grace: '0s', onReuse: 'revoke-family' } },
      fault.id,
    ),
});
