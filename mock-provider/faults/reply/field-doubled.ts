import { defineFault } from '../engine/define-fault.ts';
import { editField } from '../engine/token-reply-fields.ts';
import { fieldOptions } from './field-options.ts';

export const replyFieldDoubled = defineFault({
  name: 'reply/field-doubled',
  summary: 'Token replies carry one of their fields twice, the second time with a value of no use.',
  actsOn: 'token-endpoint',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc8259#section-4',
    'https://www.rfc-editor.org/rfc/rfc6749#section-5.1',
  ],
  options: fieldOptions,
  intercept: (fault, options) =>
    editField(fault, options, (value) => [
      [options.field, value],
      [options.field, 'doubled'],
    ]),
});
