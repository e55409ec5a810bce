/** What a text must contain to fit a pattern, and where it is free. */
export interface Bound {
  /** The characters that have to be there; a space for each part that may read otherwise. */
  readonly text: string;
  /** True when a part of it fits any number of any words. */
  readonly wild: boolean;
  /** True when the text may begin with any words. */
  readonly wildFirst: boolean;
  /** True when a part may be there any number of times. */
  readonly repeats: boolean;
  /** True for a repetition within a repetition, which a text can fit in countless ways. */
  readonly nested: boolean;
}

const NOTHING: Bound = {
  text: '',
  wild: false,
  wildFirst: false,
  repeats: false,
  nested: false,
};
const FREE: Bound = { ...NOTHING, text: ' ' };
const ANYTHING: Bound = { ...FREE, wild: true, wildFirst: true };

/** A class or an escape that fits a space as well as letters, so that it runs over words. */
const RUNS_OVER_WORDS = /^(?:\.|\[\^|\\[DW]|\[[^\]]*(?:\\s\\S|\\S\\s|\\w\\W|\\d\\D))/u;

const ATOM = String.raw`\\[pPu](?:\{[^}]*\}|[0-9a-fA-F]{4})|\\k<[^>]*>|\\.|\[(?:\\.|[^\]\\])*\]|.`;
const QUANTIFIER = String.raw`(?:[*+?]|\{\d+(?:,\d*)?\})\??`;
const TOKEN = new RegExp(
  String.raw`(?<open>\((?:\?(?:[:=!]|<[=!]|<\w+>))?)|(?<close>\))|(?<or>\|)|(?<quantifier>${QUANTIFIER})|(?<atom>${ATOM})`,
  'gsu',
);

function atomBound(atom: string): Bound {
  if (/^[\^$]$|^\\[bB]$/u.test(atom)) return NOTHING;
  if (atom === '.' || atom.startsWith('[') || /^\\[dDsSwWpPk]/u.test(atom)) return FREE;
  return { ...NOTHING, text: atom.startsWith('\\') ? atom.slice(1) : atom };
}

const letters = (text: string): number => text.match(/\p{L}/gu)?.length ?? 0;

/** Of several alternatives a text fits the one that asks least. */
function leastOf(alternatives: readonly Bound[]): Bound {
  const [least = NOTHING] = alternatives.toSorted(
    (one, other) => letters(one.text) - letters(other.text),
  );
  return {
    text: least.text,
    wild: alternatives.some(({ wild }) => wild),
    wildFirst: alternatives.some(({ wildFirst }) => wildFirst),
    ...repeatedIn(alternatives),
  };
}

const repeatedIn = (parts: readonly Bound[]): Pick<Bound, 'repeats' | 'nested'> => ({
  repeats: parts.some(({ repeats }) => repeats),
  nested: parts.some(({ nested }) => nested),
});

const inSequence = (parts: readonly Bound[]): Bound => ({
  text: parts.map(({ text }) => text).join(''),
  wild: parts.some(({ wild }) => wild),
  wildFirst: parts.find(({ text, wild }) => text !== '' || wild)?.wildFirst ?? false,
  ...repeatedIn(parts),
});

interface Group {
  readonly opens: string;
  readonly alternatives: Bound[][];
}

/** A part that need not be there, or may be there more than once. */
function repeated(part: Bound, written: string, quantifier: string): Bound {
  const often = /[*+]|,\d*\}/u.test(quantifier);
  const repetition = {
    repeats: often || part.repeats,
    nested: part.nested || (often && part.repeats),
  };
  const isOpen = written === ')' ? letters(part.text) === 0 : RUNS_OVER_WORDS.test(written);
  if (often && isOpen) return { ...ANYTHING, ...repetition };
  const needed = !/^(?:[*?]|\{0)/u.test(quantifier);
  return { ...part, ...(needed ? {} : { text: FREE.text }), ...repetition };
}

/**
 * What a text must contain to fit a pattern. The pattern is one that compiles.
 */
export function boundBy(pattern: string): Bound {
  const root: Group = { opens: '', alternatives: [[]] };
  const open: Group[] = [root];
  let written = '';
  for (const { 0: token, groups } of pattern.matchAll(TOKEN)) {
    const current = open.at(-1) ?? root;
    const parts = current.alternatives.at(-1) ?? [];
    if (groups?.['open'] !== undefined) open.push({ opens: token, alternatives: [[]] });
    else if (groups?.['or'] !== undefined) current.alternatives.push([]);
    else if (groups?.['quantifier'] !== undefined)
      parts.push(repeated(parts.pop() ?? NOTHING, written, token));
    else if (groups?.['close'] !== undefined) {
      open.pop();
      const looksAround = /^\(\?(?:[=!]|<[=!])/u.test(current.opens);
      const bound = leastOf(current.alternatives.map(inSequence));
      (open.at(-1) ?? root).alternatives
        .at(-1)
        ?.push(looksAround ? { ...NOTHING, ...repeatedIn([bound]) } : bound);
    } else parts.push(atomBound(token));
    written = token;
  }
  return leastOf(root.alternatives.map(inSequence));
}

/** How many parts of a pattern may be there more than once, or not at all. */
export const repetitionsIn = (pattern: string): number =>
  [...pattern.matchAll(TOKEN)].filter(({ groups }) => groups?.['quantifier'] !== undefined).length;

/** The words of two letters or more that a text must contain to fit a pattern. */
export const boundWords = ({ text }: Bound): readonly string[] => text.match(/\p{L}{2,}/gu) ?? [];
