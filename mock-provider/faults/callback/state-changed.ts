import { z } from 'zod';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { changeCallback } from './change-callback.ts';

export const callbackStateChanged = defineFault({
  name: 'callback/state-changed',
  summary: 'The user comes back with another state than the client sent.',
  actsOn: 'authorization-endpoint',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2',
    'https://github.com/n8n-io/n8n/issues/30853',
  ],
  options: interceptingOptions({
    how: z
      .enum(['cut', 'lower-case'])
      .default('cut')
      .describe(
        'cut: only the first characters come back; lower-case: letters have lost their case',
      ),
    characters: z.int().min(1).default(12).describe('cut: how many come back'),
  }),
  intercept: (fault, { how, characters }) =>
    changeCallback(fault, (parameters) => {
      const state = parameters.get('state');
      if (state !== null)
        parameters.set('state', how === 'cut' ? state.slice(0, characters) : state.toLowerCase());
    }),
});
