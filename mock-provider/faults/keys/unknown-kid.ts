import { defineFault, lastingOptions } from '../engine/define-fault.ts';
import { refuseUnpublishedKeys } from './refuse-unpublished-keys.ts';

export const keysUnknownKid = defineFault({
  name: 'keys/unknown-kid',
  summary:
    'New JWTs are signed with a key that is not published, so that the API does not know it.',
  actsOn: 'keys',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc7517#section-4.5',
    'https://www.rfc-editor.org/rfc/rfc7515#section-4.1.4',
  ],
  options: lastingOptions({}),
  begin: (fault) => fault.realm.changeKey('unpublished'),
  intercept: (fault) => refuseUnpublishedKeys(fault),
});
