import { HarnessError } from '../model/error.ts';
import type { Variables } from '../model/own-variables.ts';

/** What an expression can read. */
export interface Readable {
  readonly variables: Variables;
  /** Id of the item that is worked on; missing where there is none, as at a connect. */
  readonly item?: string;
}

const VARIABLE = /^\$env\.(\w+)$/;
const TEXT = /^'([^']*)'$/;
const NUMBER_OF_ITEM = "$json.id.split('.').pop()";

/**
 * The value of a field that may be an expression of n8n. A reference client knows the few
 * expressions that scenarios of this project have.
 * @throws HarnessError `expression-unknown`
 */
export const valueOf = (text: string, readable: Readable): string =>
  text.startsWith('=')
    ? text
        .slice(1)
        .replaceAll(/\{\{ ?(.*?) ?\}\}/g, (_all, code: string) => evaluate(code, readable))
    : text;

function evaluate(code: string, { variables, item = '' }: Readable): string {
  const variable = VARIABLE.exec(code)?.[1];
  if (variable !== undefined) return variables[variable] ?? '';
  const text = TEXT.exec(code)?.[1];
  if (text !== undefined) return text;
  if (code === NUMBER_OF_ITEM) return item.split('.').pop() ?? '';
  throw new HarnessError(
    'expression-unknown',
    `Could not evaluate the expression ${code}: a reference client does not know it.`,
  );
}
