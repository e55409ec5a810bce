import { z } from 'zod';
import { SCREENSHOT_MOMENTS } from '../editor.ts';
import { event, strings } from './event-parts.ts';

/** Events about connecting a credential, and what its user saw. */

export const connectEvent = event('connect', {
  credential: z.string(),
  ok: z.boolean().describe('a credential was connected, or could not be'),
  error: z.string().optional(),
  shown: z
    .string()
    .optional()
    .describe(
      'what the page told the user: of one that failed the reason, else all of it; missing when there is nothing to read',
    ),
  through: z
    .literal('editor')
    .optional()
    .describe("the user did it in the client's editor, in a browser; missing: over its API"),
  dialog: z
    .string()
    .optional()
    .describe("what the credential's dialog in the editor told afterwards"),
  unanswered: z
    .boolean()
    .optional()
    .describe('true: a fault had ended or stopped the client, and nobody answered the user'),
  mayFail: z.boolean().optional().describe('the plan tries it, and goes on without it'),
  begunIn: z
    .int()
    .optional()
    .describe('place of the step that began it, when another one let the user come back'),
});

export const screenshotEvent = event('screenshot', {
  credential: z.string(),
  moment: z
    .enum(SCREENSHOT_MOMENTS)
    .describe(
      "what it shows: before: the credential's dialog as it opens; consent: the provider's page; callback: the client's page that the provider led back to; after: the dialog at the end",
    ),
  file: z
    .string()
    .optional()
    .describe('where it is kept, from the folder of this history; missing when it is not kept'),
  withheld: strings
    .optional()
    .describe('names of the secrets that it would show, for which it is not kept'),
});

export const callbackEvent = event('callback', {
  credential: z.string(),
  kind: z
    .enum(['forged', 'stateless', 'replayed', 'sessionless', 'logged-out'])
    .describe(
      'forged: with a state the client never made; stateless: with none; replayed: used before; sessionless: from a browser that is not logged in; logged-out: from the one in which it was begun, whose login has ended',
    ),
  taken: z
    .boolean()
    .describe('whether the client took it; it must refuse every kind but logged-out'),
  shown: z
    .string()
    .optional()
    .describe('why it was refused, as the page says; missing when there is no reason to read'),
});
