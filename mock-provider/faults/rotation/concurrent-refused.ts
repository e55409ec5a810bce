import { defineFault, lastingOptions } from '../engine/define-fault.ts';

export const rotationConcurrentRefused = defineFault({
  name: 'rotation/concurrent-refused',
  summary: 'Of refreshes with one token at the same time, all but the first are refused.',
  actsOn: 'policy',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2',
    'https://github.com/n8n-io/n8n/pull/33092',
  ],
  options: lastingOptions({}),
  begin: (fault) =>
    fault.realm.overridePolicy({ refreshToken: { concurrency: 'refused' } }, fault.id),
});
