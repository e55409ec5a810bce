import { workflowFileError } from './workflow-file-error.ts';

/** Deeper than anything n8n's editor makes; whoever walks through a value may recurse so far. */
const DEEPEST = 200;

/** What a text is that is no JSON, by how it begins. */
const OTHERS: readonly { readonly begins: RegExp; readonly what: string; readonly hint: string }[] =
  [
    {
      begins: /^\s*</,
      what: 'it is a web page or XML',
      hint: 'A login page is often saved instead of the export: log in, and download it again.',
    },
    {
      begins: /^\s*version https:\/\/git-lfs/,
      what: 'it is a pointer of Git LFS, and the file itself is not here',
      hint: 'Fetch it: git lfs pull.',
    },
    {
      begins: /^[\s\S]*?^(<{7}|>{7}) /m,
      what: 'it has marks of a merge conflict',
      hint: 'Settle the conflict, and try again.',
    },
    {
      begins: /^\s*(---|nodes:|name:)/,
      what: 'it is YAML',
      hint: 'n8n exports JSON. A scenario in YAML is given without --workflow.',
    },
  ];

/**
 * Parses the text of a workflow file.
 * @throws HarnessError `workflow-file-invalid` (exit 64) with line and column; the text itself is
 * not repeated, since it may contain secrets
 */
export function parseJsonText(text: string, shownAs: string): unknown {
  if (text.trim() === '')
    throw workflowFileError(shownAs, 'it is empty', 'Export it again, and look at its size.');
  const value = parse(text, shownAs);
  const deep = tooDeep(value);
  if (deep !== undefined)
    throw workflowFileError(
      shownAs,
      `it is nested deeper than ${DEEPEST} levels, at ${deep}`,
      'No node of n8n has such parameters. Look at what wrote the file.',
    );
  return value;
}

function parse(text: string, shownAs: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const other = OTHERS.find(({ begins }) => begins.test(text));
    if (other !== undefined) throw workflowFileError(shownAs, other.what, other.hint);
    if (isSeveral(text))
      throw workflowFileError(
        shownAs,
        'it is one JSON value a line',
        'Give one workflow, or an array of them.',
      );
    const flaw = flawIn(text);
    if (flaw === undefined)
      throw workflowFileError(
        shownAs,
        'it is cut off: its JSON does not end',
        'Download it again; a full disk or an interrupted copy leaves such files.',
      );
    throw workflowFileError(
      `${shownAs}:${flaw.line}:${flaw.column}`,
      'it is no JSON from there on',
      'Export it again, or repair it: an editor with JSON support shows what is wrong.',
    );
  }
}

/** True for a file with a JSON value on each line (JSON Lines). */
function isSeveral(text: string): boolean {
  const lines = text.trim().split('\n');
  if (lines.length < 2) return false;
  return lines.slice(0, 2).every((line) => {
    try {
      const value: unknown = JSON.parse(line);
      return typeof value === 'object';
    } catch {
      return false;
    }
  });
}

/** True when what is there is JSON so far, and only more is missing. */
function isBegun(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : '';
    const position = Number(/at position (\d+)/.exec(message)?.[1] ?? Number.NaN);
    return /unexpected end|unterminated/i.test(message) || position >= text.length;
  }
}

/**
 * Where a text stops being JSON; undefined when it is cut off. V8 does not always say it, and
 * quotes the text when it does, which may contain secrets.
 */
function flawIn(text: string): { readonly line: number; readonly column: number } | undefined {
  if (isBegun(text.trimEnd())) return undefined;
  let good = 0;
  let bad = text.length;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (isBegun(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  const before = text.slice(0, good).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** The path to something nested too deep; undefined when nothing is. Never recurses itself. */
function tooDeep(value: unknown): string | undefined {
  const left: { readonly value: unknown; readonly path: readonly string[] }[] = [
    { value, path: [] },
  ];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { value: at, path } = next;
    if (typeof at !== 'object' || at === null) continue;
    if (path.length >= DEEPEST) return `${path.slice(0, 4).join('.')}…`;
    for (const [name, below] of Object.entries(at)) {
      if (typeof below === 'object' && below !== null)
        left.push({ value: below, path: [...path, name] });
    }
  }
  return undefined;
}
