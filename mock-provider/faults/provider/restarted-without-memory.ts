import { defineFault, strikingOptions } from '../engine/define-fault.ts';

export const providerRestartedWithoutMemory = defineFault({
  name: 'provider/restarted-without-memory',
  summary:
    'The provider starts anew without its memory: every token and code is unknown, clients are kept.',
  actsOn: 'grant-store',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-10.4',
    'https://www.rfc-editor.org/rfc/rfc6750#section-3.1',
  ],
  options: strikingOptions({}),
  strike(fault) {
    fault.realm.forgetTokens(fault.id);
  },
});
