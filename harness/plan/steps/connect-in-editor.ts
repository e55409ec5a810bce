import { z } from 'zod';
import { CONSENTS, type Consent } from '../../model/editor.ts';
import { defineStep } from '../define-step.ts';

const schema = z.strictObject({
  credential: z.string().optional(),
  mayFail: z.boolean().optional(),
  consent: z
    .enum(CONSENTS)
    .optional()
    .describe("what the user answers where the provider's page asks; default: allow"),
});

/**
 * Connects a credential as a user does, in the client's editor and in a browser. With `mayFail` it
 * is connected before, too, and the plan goes on when it is refused here. Where the realm has the
 * policy `consent: page-in-browser`, the provider asks on a page, and a connect over the API is not
 * asked.
 */
export const connectInEditor = defineStep(
  {
    name: 'connect-in-editor',
    summary: "Connects a credential in the client's editor, in a browser, as a user does.",
    schema,
    requires: ['browser'],
    words: ({ credential, mayFail, consent = 'allow' }) =>
      [
        mayFail === true ? 'try to connect' : 'connect',
        ' the credential',
        credential === undefined ? '' : ` ‘${credential}’`,
        ' in the editor',
        consent === 'deny' ? ', where the user refuses consent' : '',
      ].join(''),
    run: (context, { credential = 'main', mayFail = false, consent = 'allow' }) =>
      context.connectInEditor(credential, { mayFail, consent }),
  },
  (
    credential = 'main',
    options: { readonly mayFail?: boolean; readonly consent?: Consent } = {},
  ) => ({ do: 'connect-in-editor', credential, ...options }),
);
