import { defineFault, lastingOptions } from '../engine/define-fault.ts';
import { refuseUnpublishedKeys } from './refuse-unpublished-keys.ts';

export const keysRotated = defineFault({
  name: 'keys/rotated',
  summary: 'The signing key is replaced at once: the API refuses JWTs signed with the old one.',
  actsOn: 'keys',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc7517#section-4.5',
    'https://www.rfc-editor.org/rfc/rfc9068#section-4',
  ],
  options: lastingOptions({}),
  begin: (fault) => fault.realm.changeKey('published'),
  intercept: (fault) => refuseUnpublishedKeys(fault),
});
