import { HarnessError } from '../../model/error.ts';
import { decodeText } from './decode-text.ts';
import { parseJsonText } from './parse-json-text.ts';
import type { Items } from './workflow-input.ts';

const invalid = (shownAs: string, reason: string): HarnessError =>
  new HarnessError(
    'workflow-input-invalid',
    `Could not use --workflow-input ${shownAs}: ${reason}.`,
    {
      exitCode: 64,
      hint: 'It is what the trigger gives: one JSON object, or a list of them. A Webhook takes an object for the body of its call.',
    },
  );

/**
 * The items in a file with which each execution of the own workflow starts.
 * @throws HarnessError `workflow-input-invalid` or `workflow-file-invalid` (exit 64)
 */
export function parseInput(bytes: Uint8Array, shownAs: string): Items {
  const value = parseJsonText(decodeText(bytes, shownAs), shownAs);
  const items = (Array.isArray(value) ? value : [value]).map((item: unknown, index) => {
    if (typeof item !== 'object' || item === null || Array.isArray(item))
      throw invalid(
        shownAs,
        Array.isArray(value) ? `entry ${index + 1} of it is no object` : 'it is no object',
      );
    return inner(item);
  });
  if (items.length === 0) throw invalid(shownAs, 'it is an empty list, so nothing would run');
  return items;
}

/** n8n shows items as `{json: {…}}` in some places, and without in others. */
function inner(item: object): Readonly<Record<string, unknown>> {
  const { json } = { json: undefined, ...item } as { readonly json: unknown };
  const isWrapped =
    typeof json === 'object' &&
    json !== null &&
    !Array.isArray(json) &&
    Object.keys(item).every((key) => ['json', 'binary', 'pairedItem'].includes(key));
  return { ...(isWrapped ? json : item) };
}
