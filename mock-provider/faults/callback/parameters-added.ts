import { z } from 'zod';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { changeCallback } from './change-callback.ts';

export const callbackParametersAdded = defineFault({
  name: 'callback/parameters-added',
  summary: 'The user comes back with parameters that RFC 6749 does not know.',
  actsOn: 'authorization-endpoint',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2',
    'https://www.rfc-editor.org/rfc/rfc9207#section-2',
    'https://developers.google.com/identity/protocols/oauth2/web-server#handlingresponse',
  ],
  options: interceptingOptions({
    parameters: z
      .string()
      .regex(/^[^=&]+=[^=&]*(&[^=&]+=[^=&]*)*$/)
      .default('scope=read&authuser=0&prompt=consent&realmId=4620816365007')
      .describe('names and values, as in a query'),
  }),
  intercept: (fault, { parameters: added }) =>
    changeCallback(fault, (parameters) => {
      for (const [name, value] of new URLSearchParams(added)) parameters.append(name, value);
    }),
});
