import { z } from 'zod';

/** What became of a node of the user's own workflow. */
export const NODE_FATES = {
  rewired: 'calls the provider instead of its own API',
  kept: 'runs as it is',
  started: 'its place is taken by the start of the run',
  pinned: 'gives its pinned data instead of running',
  'passed over': 'hands on what it gets instead of running',
  'left out': 'is not part of the run',
} as const;
export type NodeFate = keyof typeof NODE_FATES;

/** Why a node is passed over that does not run in production either. */
export const IS_DISABLED = 'it is disabled';

/** What the run made of the user's own workflow: everything that was changed, and what was not. */
export const ownWorkflowSchema = z.object({
  file: z.string().describe('as the user wrote it'),
  asked: z
    .object({
      workflow: z.string(),
      input: z.string().optional(),
      credential: z.string().optional(),
      limit: z.string().optional(),
    })
    .describe('--workflow and what belongs to it, as the user wrote it'),
  form: z.string().describe('in which form the file holds the workflow'),
  name: z.string(),
  nodes: z.array(
    z.object({
      node: z.string(),
      type: z.string(),
      version: z.number(),
      fate: z.enum(Object.keys(NODE_FATES) as [NodeFate, ...NodeFate[]]),
      because: z.string().optional(),
      was: z.string().optional().describe('the URL that it would have called, without secrets'),
      credential: z.string().optional().describe('the credential with which it calls'),
      uses: z
        .string()
        .optional()
        .describe('the type of its predefined credential, where that is not taken for OAuth2'),
      calls: z.int().optional().describe('calls in each undisturbed execution'),
    }),
  ),
  credentials: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      as: z.string().describe('its name in plans and histories; faults strike main'),
      note: z.string().optional(),
    }),
  ),
  notes: z.array(z.string()).describe('what else was changed, and what was not looked at'),
  leftOut: z
    .array(z.object({ scenario: z.string(), because: z.string() }))
    .describe('scenarios that do not fit the workflow'),
});
export type OwnWorkflow = z.infer<typeof ownWorkflowSchema>;
