import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { changeCallback } from './change-callback.ts';

export const callbackStateMissing = defineFault({
  name: 'callback/state-missing',
  summary: 'The user comes back without the state that the client sent.',
  actsOn: 'authorization-endpoint',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2',
    'https://github.com/n8n-io/n8n/issues/30936',
  ],
  options: interceptingOptions({}),
  intercept: (fault) => changeCallback(fault, (parameters) => parameters.delete('state')),
});
