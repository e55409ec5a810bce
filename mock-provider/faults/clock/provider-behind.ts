import { toMs } from '../../model/duration.ts';
import { defineFault } from '../engine/define-fault.ts';
import { clockOptions } from './clock-options.ts';

export const clockProviderBehind = defineFault({
  name: 'clock/provider-behind',
  summary: "The issuer's clock runs behind, so that the API finds new tokens already expired.",
  actsOn: 'clock',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4',
    'https://www.rfc-editor.org/rfc/rfc9068#section-4',
  ],
  options: clockOptions,
  begin: (fault, { by }) => fault.realm.skewIssuer(-toMs(by), fault.id),
});
