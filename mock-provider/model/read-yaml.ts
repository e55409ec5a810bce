import { LineCounter, parseDocument, type Document } from 'yaml';
import { aliasFlaws, doubledKeys, textFlaw, type YamlFlaw } from './yaml-flaw.ts';
import { placeOf, type Position } from './yaml-position.ts';

/** After so many places where a text is no YAML, the others are consequences of the first. */
const MOST_FLAWS = 10;

export type ReadYaml =
  /** `lines` tells lines and columns of places in the text. */
  | { readonly ok: true; readonly document: Document.Parsed; readonly lines: LineCounter }
  | { readonly ok: false; readonly flaws: readonly (Position & { readonly message: string })[] };

/**
 * Reads a text that somebody wrote as YAML (and so as JSON) in bounded time and memory: what has
 * no end, or takes too long, is a flaw with its place, as is what is no YAML.
 */
export function readYaml(text: string): ReadYaml {
  const lines = new LineCounter();
  const tooMuch = textFlaw(text);
  if (tooMuch !== undefined) return { ok: false, flaws: placed(linesOf(text), [tooMuch]) };
  const document = parsed(text, lines);
  if (document === undefined) return { ok: false, flaws: placed(linesOf(text), [ENDLESS]) };
  const flaws = [
    ...document.errors.map(({ pos, message }) => ({ offset: pos[0], message: firstLine(message) })),
    ...doubledKeys(document),
    ...aliasFlaws(document),
  ];
  return flaws.length > 0
    ? { ok: false, flaws: placed(lines, flaws.slice(0, MOST_FLAWS)) }
    : { ok: true, document, lines };
}

const ENDLESS: YamlFlaw = { offset: 0, message: 'has brackets or maps that do not end' };

/** The document of a text; undefined when the parser has called itself too often. */
function parsed(text: string, lines: LineCounter): Document.Parsed | undefined {
  try {
    return parseDocument(text, {
      lineCounter: lines,
      // Warnings would go to standard error, past everything that makes texts printable.
      logLevel: 'error',
      // The parser would compare each key with each other one.
      uniqueKeys: false,
    });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The value of a document that was read; `aliasFlaws` has bounded what its aliases stand for. */
export const valueOfYaml = (document: Document): unknown => document.toJS({ maxAliasCount: -1 });

function linesOf(text: string): LineCounter {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (const { index } of text.matchAll(/\n/g)) lines.addNewLine(index + 1);
  return lines;
}

const placed = (lines: LineCounter, flaws: readonly YamlFlaw[]) =>
  flaws.map(({ offset, message }) => ({ ...placeOf(lines, offset), message }));

const firstLine = (text: string): string =>
  (text.split('\n')[0] ?? text).replace(/ at line \d+, column \d+:?$/, '');
