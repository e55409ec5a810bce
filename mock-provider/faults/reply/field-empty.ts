import { defineFault } from '../engine/define-fault.ts';
import { editField } from '../engine/token-reply-fields.ts';
import { fieldOptions } from './field-options.ts';

export const replyFieldEmpty = defineFault({
  name: 'reply/field-empty',
  summary: 'Token replies give one of their fields as an empty text.',
  actsOn: 'token-endpoint',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-5.1',
    'https://github.com/n8n-io/n8n/issues/29434',
  ],
  options: fieldOptions,
  intercept: (fault, options) => editField(fault, options, () => [[options.field, '']]),
});
