/** What a workflow of a few nodes may take, as an execution of every scenario may. */
const SMALL_MS = 60_000;
/** n8n starts node after node, and keeps what each of them gave. */
const PER_NODE_MS = 100;
/** n8n writes the whole workflow beside each execution, and reads it again. */
const PER_MEGABYTE_MS = 20_000;

/**
 * How long one undisturbed execution of a workflow may take, in ms, where the user does not say it.
 * @param bytes size of the workflow as JSON
 */
export const defaultLimitMs = ({
  nodes,
  bytes,
}: {
  readonly nodes: number;
  readonly bytes: number;
}): number => SMALL_MS + Math.round(nodes * PER_NODE_MS + (bytes / 1_000_000) * PER_MEGABYTE_MS);
