import type { z } from 'zod';
import { HarnessError } from '../../model/error.ts';
import { checkGraph, type GraphFlaw } from './check-graph.ts';
import { chooseWorkflow } from './choose-workflow.ts';
import { decodeText } from './decode-text.ts';
import { exportedWorkflowSchema, type ExportedWorkflow } from './exported-workflow.ts';
import { parseJsonText } from './parse-json-text.ts';
import { recogniseExport, type ExportForm } from './recognise-export.ts';

const MOST_FLAWS = 10;

/** A workflow of a file, checked: it can be rewired. */
export interface ReadWorkflow {
  readonly workflow: ExportedWorkflow;
  readonly form: ExportForm;
  /** How many workflows the file has. */
  readonly of: number;
}

/**
 * Reads a workflow out of the bytes of a file.
 * @param wanted name or id of the workflow, where the file has more than one
 * @param shownAs the file as the user wrote it
 * @throws HarnessError `workflow-file-invalid` (exit 64) with every flaw; no value of the file is
 * repeated but names of nodes and workflows
 */
export function readWorkflowFile(
  bytes: Uint8Array,
  wanted: string | undefined,
  shownAs: string,
): ReadWorkflow {
  const recognised = recogniseExport(parseJsonText(decodeText(bytes, shownAs), shownAs), shownAs);
  const { value, path } = chooseWorkflow(recognised, wanted, shownAs);
  const parsed = exportedWorkflowSchema.safeParse(value);
  const flaws = parsed.success ? checkGraph(parsed.data) : parsed.error.issues.map(flawOf);
  if (flaws.length > 0 || !parsed.success) throw invalid(flaws, path, shownAs);
  return { workflow: parsed.data, form: recognised.form, of: recognised.workflows.length };
}

const flawOf = ({ path, message }: z.core.$ZodIssue): GraphFlaw => ({
  path: path
    .map((part, index) =>
      typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`,
    )
    .join(''),
  message: message.charAt(0).toLowerCase() + message.slice(1),
});

function invalid(flaws: readonly GraphFlaw[], within: string, shownAs: string): HarnessError {
  const shown = flaws
    .slice(0, MOST_FLAWS)
    .map(({ path, message }) => `  ${within === '' ? '' : `${within}.`}${path} ${message}`);
  const more = flaws.length - shown.length;
  const lines = [...shown, ...(more > 0 ? [`  and ${more} more`] : [])];
  return new HarnessError(
    'workflow-file-invalid',
    `Could not use workflow ${shownAs}: ${flaws.length} problem${flaws.length === 1 ? '' : 's'}.\n${lines.join('\n')}`,
    {
      hint: "n8n's editor makes no such workflow. Repair it there, and download it again: menu ⋯ → Download.",
      exitCode: 64,
    },
  );
}
