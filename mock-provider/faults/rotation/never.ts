import { defineFault, lastingOptions } from '../engine/define-fault.ts';

export const rotationNever = defineFault({
  name: 'rotation/never',
  summary: 'Refresh tokens are no longer rotated.',
  actsOn: 'policy',
  seenInTheWild: ['https://www.rfc-editor.org/rfc/rfc6749#section-6'],
  options: lastingOptions({}),
  begin: (fault) => fault.realm.overridePolicy({ refreshToken: { rotation: 'never' } }, fault.id),
});
