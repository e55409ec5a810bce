import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { whyUnreadable } from '../../../mock-provider/index.ts';
import { HarnessError } from '../../model/error.ts';
import { parseInput } from './parse-input.ts';
import { readWorkflowFile } from './read-workflow-file.ts';
import { rewire, type RewiredWorkflow } from './rewire.ts';

/** What the command line says of the user's own workflow. */
export interface OwnWorkflowChoice {
  /** A file, and after a `#` the name or id of a workflow in it. */
  readonly workflow: string;
  readonly input: string | undefined;
  readonly credential: string | undefined;
  /** How long one undisturbed execution of it may take, in ms; by its size without. */
  readonly limitMs: number | undefined;
  readonly cwd: string;
}

/**
 * Reads and rewires the user's own workflow. Starts nothing.
 * @throws HarnessError exit 64 that says what is wrong with it
 */
export function loadOwnWorkflow({
  workflow,
  input,
  credential,
  limitMs,
  cwd,
}: OwnWorkflowChoice): RewiredWorkflow {
  const { file, wanted } = placeOf(workflow, cwd);
  const read = readWorkflowFile(bytesOf(file, cwd, '--workflow'), wanted, file);
  return rewire(read, {
    shownAs: file,
    credential,
    limitMs,
    input:
      input === undefined ? undefined : parseInput(bytesOf(input, cwd, '--workflow-input'), input),
  });
}

/** A `#` may also belong to the name of the file. */
function placeOf(
  text: string,
  cwd: string,
): { readonly file: string; readonly wanted: string | undefined } {
  const mark = text.indexOf('#', 1);
  return mark === -1 || existsSync(resolve(cwd, text))
    ? { file: text, wanted: undefined }
    : { file: text.slice(0, mark), wanted: text.slice(mark + 1) };
}

function bytesOf(file: string, cwd: string, option: string): Uint8Array {
  try {
    return readFileSync(resolve(cwd, file));
  } catch (cause) {
    throw new HarnessError(
      'workflow-file-unreadable',
      `Could not read ${option} ${file}: ${whyUnreadable(cause)}.`,
      {
        exitCode: 64,
        cause,
        hint: 'Give the file that n8n exported; of several workflows in one file choose with file.json#name.',
      },
    );
  }
}
