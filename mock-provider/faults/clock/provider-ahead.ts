import { toMs } from '../../model/duration.ts';
import { defineFault } from '../engine/define-fault.ts';
import { clockOptions } from './clock-options.ts';

export const clockProviderAhead = defineFault({
  name: 'clock/provider-ahead',
  summary: "The issuer's clock runs ahead, so that the API finds new tokens not yet valid.",
  actsOn: 'clock',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc7519#section-4.1.5',
    'https://www.rfc-editor.org/rfc/rfc9068#section-4',
  ],
  options: clockOptions,
  begin: (fault, { by }) => fault.realm.skewIssuer(toMs(by), fault.id),
});
