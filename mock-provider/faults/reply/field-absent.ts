import { defineFault } from '../engine/define-fault.ts';
import { editField } from '../engine/token-reply-fields.ts';
import { fieldOptions } from './field-options.ts';

export const replyFieldAbsent = defineFault({
  name: 'reply/field-absent',
  summary: 'Token replies lack one of their fields.',
  actsOn: 'token-endpoint',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-5.1',
    'https://github.com/n8n-io/n8n/issues/29434',
  ],
  options: fieldOptions,
  intercept: (fault, options) => editField(fault, options, () => []),
});
