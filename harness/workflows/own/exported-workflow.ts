import { z } from 'zod';

/** Which credential a node uses. Exports of n8n before 0.166 have only its name, as a text. */
const credentialReferenceSchema = z
  .union([
    z.string().transform((name) => ({ name, id: undefined })),
    z.object({
      id: z.string().nullish().catch(undefined),
      name: z.string().optional().catch(undefined),
    }),
  ])
  .transform(({ id, name }) => ({ id: id ?? undefined, name }));

/** A node as n8n's editor, CLI and public API export it; fields that nobody here reads stay. */
const exportedNodeSchema = z.looseObject({
  name: z.string().min(1),
  type: z.string().min(1),
  typeVersion: z.number().default(1),
  id: z.string().optional(),
  position: z.unknown().optional(),
  disabled: z.boolean().nullish(),
  parameters: z.record(z.string(), z.unknown()).default({}),
  credentials: z.record(z.string(), credentialReferenceSchema).nullish(),
});
export type ExportedNode = z.infer<typeof exportedNodeSchema>;

const connectionSchema = z.looseObject({
  node: z.string(),
  type: z.string().default('main'),
  index: z.int().min(0).default(0),
});
export type Connection = z.infer<typeof connectionSchema>;

/** From a node, by the kind of its outputs, by output: what each leads to. */
const connectionsSchema = z.record(
  z.string(),
  z.record(z.string(), z.array(z.array(connectionSchema).nullable())),
);
export type Connections = z.infer<typeof connectionsSchema>;

const pinnedItemSchema = z.looseObject({ json: z.record(z.string(), z.unknown()).optional() });

/** A workflow as n8n exports it. */
export const exportedWorkflowSchema = z.looseObject({
  id: z.union([z.string(), z.number().transform(String)]).nullish(),
  name: z.string().optional(),
  nodes: z.array(exportedNodeSchema),
  connections: connectionsSchema.default({}),
  settings: z.record(z.string(), z.unknown()).nullish(),
  pinData: z.record(z.string(), z.array(pinnedItemSchema)).nullish(),
});
export type ExportedWorkflow = z.infer<typeof exportedWorkflowSchema>;
