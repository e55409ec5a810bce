import { defineFault } from '../engine/define-fault.ts';
import { editField } from '../engine/token-reply-fields.ts';
import { fieldOptions } from './field-options.ts';

export const replyFieldWrongType = defineFault({
  name: 'reply/field-wrong-type',
  summary:
    'Token replies give one of their fields as another JSON type: a number as text, a text as a number.',
  actsOn: 'token-endpoint',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-5.1',
    'https://www.rfc-editor.org/rfc/rfc8259#section-3',
  ],
  options: fieldOptions,
  intercept: (fault, options) =>
    editField(fault, options, (value) => [
      [options.field, typeof value === 'number' ? String(value) : 42],
    ]),
});
