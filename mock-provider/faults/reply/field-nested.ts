import { defineFault } from '../engine/define-fault.ts';
import { editField } from '../engine/token-reply-fields.ts';
import { fieldOptions } from './field-options.ts';

export const replyFieldNested = defineFault({
  name: 'reply/field-nested',
  summary:
    'Token replies carry one of their fields within an object of their own instead of at the top.',
  actsOn: 'token-endpoint',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-5.1',
    'https://docs.slack.dev/authentication/using-token-rotation',
  ],
  options: fieldOptions,
  intercept: (fault, options) =>
    editField(fault, options, (value) => [['data', { [options.field]: value }]]),
});
