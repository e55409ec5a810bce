import { isMap, isNode, isPair, isScalar, isSeq, type Document, type LineCounter } from 'yaml';

export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * The position of a path of a YAML document in its text. When the path does not exist, this is the
 * position of the nearest enclosing node. With `at: 'key'` it is the position of the key, not of
 * its value.
 */
export function positionOf(
  document: Document.Parsed,
  lines: LineCounter,
  path: readonly PropertyKey[],
  at: 'key' | 'value' = 'value',
): Position {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  path.forEach((part, index) => {
    const next = step(node, part, at === 'key' && index === path.length - 1);
    node = next.node;
    offset = next.offset ?? offset;
  });
  return placeOf(lines, offset);
}

/** The position of an offset, which counts characters from 0. */
export function placeOf(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

function step(
  node: unknown,
  part: PropertyKey,
  keyWanted: boolean,
): { readonly node: unknown; readonly offset: number | undefined } {
  if (isSeq(node) && typeof part === 'number') {
    const item = node.items[part];
    return { node: item, offset: startOf(item) };
  }
  if (!isMap(node)) return { node: undefined, offset: undefined };
  const pair = node.items.find(
    (candidate) =>
      isPair(candidate) && isScalar(candidate.key) && String(candidate.key.value) === String(part),
  );
  if (pair === undefined) return { node: undefined, offset: undefined };
  const value = keyWanted || startOf(pair.value) === undefined ? pair.key : pair.value;
  return { node: pair.value, offset: startOf(value) };
}

const startOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined);

const LONGEST_NAME = 80;

const cut = (name: string): string =>
  name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name;

/** Writes a path as `plan[2].options.times`; the empty path becomes `the file`. */
export function describePath(path: readonly PropertyKey[]): string {
  const text = path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${cut(String(part))}`))
    .join('');
  return text === '' ? 'the file' : text.replace(/^\./, '');
}
