import { toMs } from '../../../mock-provider/index.ts';
import { defineTargetFault } from '../engine/define-target-fault.ts';
import { clockOptions } from './clock-options.ts';

export const clockBehind = defineTargetFault({
  name: 'n8n/clock-behind',
  summary: "n8n's clock runs behind everybody else's.",
  actsOn: 'clock',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-5.1',
    'https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4',
  ],
  requires: ['skew-clock'],
  options: clockOptions,
  async begin({ client, signal, undo, clockOffset }, { by }) {
    undo(async (limit) => {
      await client.skewClock(0, limit);
      clockOffset(0);
    });
    await client.skewClock(-toMs(by), signal);
    clockOffset(-toMs(by));
  },
});
