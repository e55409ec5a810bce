import { isAlias, isScalar, visit, type Alias, type Document, type Node } from 'yaml';

/** Longer files are refused: no scenario, baseline or policy comes near it. */
const LONGEST_CHARACTERS = 500_000;
/** How deep lists and maps may lie in each other; the parser calls itself for each. */
const DEEPEST = 100;
/** Lists and maps that begin on one line, one in the other: `- - - x`. */
const COMPACT = new RegExp(`^ *(?:[-?][ \\t]+){${DEEPEST},}`, 'm');
/** How many aliases a file may have, and how many values all of them may stand for. */
const MOST_ALIASED = 10_000;

/** Something that keeps a text from being read as YAML. `offset` is a place in the text. */
export interface YamlFlaw {
  readonly offset: number;
  readonly message: string;
}

/** What is wrong with a text before it is parsed, so that parsing takes bounded time and memory. */
export function textFlaw(text: string): YamlFlaw | undefined {
  if (text.length > LONGEST_CHARACTERS)
    return { offset: 0, message: 'is longer than 500000 characters' };
  let depth = 0;
  for (const { 0: bracket, index } of text.matchAll(/[[\]{}]/g)) {
    depth = Math.max(0, depth + ('[{'.includes(bracket) ? 1 : -1));
    if (depth > DEEPEST) return { offset: index, message: `has brackets over ${DEEPEST} deep` };
  }
  let row = 0;
  for (const { 0: word, index } of text.matchAll(/\S+/g)) {
    row = /^[&!*][^,]*$/.test(word) ? row + 1 : 0;
    if (row > DEEPEST)
      return { offset: index, message: `has over ${DEEPEST} anchors, aliases and tags in a row` };
  }
  const compact = COMPACT.exec(text);
  if (compact !== null)
    return { offset: compact.index, message: `has lists over ${DEEPEST} deep on one line` };
  const indented = new RegExp(`^ {${DEEPEST * 2},}(?=\\S)`, 'm').exec(text);
  return indented === null
    ? undefined
    : { offset: indented.index, message: `is indented by over ${DEEPEST * 2} blanks` };
}

/** The keys that stand in a map for the second time. */
export function doubledKeys(document: Document): readonly YamlFlaw[] {
  const flaws: YamlFlaw[] = [];
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value))
          flaws.push({
            offset: key.range?.[0] ?? 0,
            message: `key '${String(key.value)}' is there twice`,
          });
        seen.add(key.value);
      }
    },
  });
  return flaws;
}

/**
 * The aliases (`*name`) of a document that stand for nothing, for what contains them, or together
 * for more than any file needs.
 */
export function aliasFlaws(document: Document): readonly YamlFlaw[] {
  const flaws: YamlFlaw[] = [];
  const sizes = new Map<Node, number>();
  let total = 0;
  visit(document, {
    Alias(_, alias, path) {
      const offset = alias.range?.[0] ?? 0;
      const target = alias.resolve(document);
      if (target === undefined)
        flaws.push({
          offset,
          message: `'*${alias.source}' stands for nothing; ${anchorHint(alias)}`,
        });
      else if (path.includes(target))
        flaws.push({ offset, message: `'*${alias.source}' stands for what contains it` });
      else if (total <= MOST_ALIASED) {
        total += sizeOf(target, document, sizes);
        if (total > MOST_ALIASED)
          flaws.push({ offset, message: `aliases stand for more than ${MOST_ALIASED} values` });
      }
    },
  });
  return flaws;
}

const anchorHint = ({ source }: Alias): string => `write '&${source}' before the value it repeats`;

/** How many values a node has when its aliases are written out; each node is counted once. */
function sizeOf(node: Node, document: Document, sizes: Map<Node, number>): number {
  const known = sizes.get(node);
  if (known !== undefined) return known;
  // Whoever contains itself is a flaw of its own.
  sizes.set(node, 0);
  let size = 0;
  visit(node, {
    Node(_, part) {
      const target = isAlias(part) ? part.resolve(document) : undefined;
      size += target === undefined ? 1 : sizeOf(target, document, sizes);
    },
  });
  sizes.set(node, size);
  return size;
}
