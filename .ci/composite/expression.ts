import { data, Evaluator, Lexer, Parser } from '@actions/expressions';

/** What an expression may name: contexts by name, each an object of texts or of such objects. */
export interface Context {
  readonly [name: string]: string | Context;
}

const WHOLE = /^\s*\$\{\{((?:(?!\$\{\{)[\s\S])*)\}\}\s*$/;
const PARTS = /\$\{\{([\s\S]*?)\}\}/g;
const STATUS = /\b(?:always|success|failure|cancelled)\s*\(/;

/** A text with the values of its expressions in their places. */
export const filledIn = (text: string, contexts: Context): string =>
  text.replaceAll(PARTS, (_all, expression: string) =>
    valueOf(expression, contexts, true).coerceString(),
  );

/**
 * Whether a step with this `if` runs: one that does not name a status runs only after successes.
 * @param succeeded whether all steps before it have
 */
export function holds(condition: string, contexts: Context, succeeded: boolean): boolean {
  const expression = WHOLE.exec(condition)?.[1] ?? condition;
  if (!STATUS.test(expression) && !succeeded) return false;
  const value = valueOf(`!!(${expression})`, contexts, succeeded);
  return value.coerceString() === 'true';
}

function valueOf(text: string, contexts: Context, succeeded: boolean): data.ExpressionData {
  const functions = Object.entries({
    always: true,
    success: succeeded,
    failure: !succeeded,
    cancelled: false,
  }).map(([name, value]) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(value),
  }));
  const { tokens } = new Lexer(text).lex();
  const parsed = new Parser(tokens, Object.keys(contexts), functions).parse();
  const byName = new Map(functions.map((one) => [one.name, one]));
  return new Evaluator(parsed, dictionary(contexts), byName).evaluate();
}

function dictionary(context: Context): data.Dictionary {
  const pairs = Object.entries(context).map(([key, value]) => ({
    key,
    value: typeof value === 'string' ? new data.StringData(value) : dictionary(value),
  }));
  return new data.Dictionary(...pairs);
}
