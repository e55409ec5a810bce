import { defineFault } from '../engine/define-fault.ts';
import { editField } from '../engine/token-reply-fields.ts';
import { fieldOptions } from './field-options.ts';

export const replyFieldNull = defineFault({
  name: 'reply/field-null',
  summary: 'Token replies give one of their fields as null.',
  actsOn: 'token-endpoint',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-5.1',
    'https://github.com/n8n-io/n8n/issues/12742',
  ],
  options: fieldOptions,
  intercept: (fault, options) => editField(fault, options, () => [[options.field, null]]),
});
