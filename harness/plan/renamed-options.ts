import { isMap, isPair, isScalar, visit, type Document, type Pair, type YAMLMap } from 'yaml';

/** Options of faults that have another name now: old names by fault, each with the new one. */
const RENAMED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'n8n/killed': { part: 'process' },
  'n8n/paused': { part: 'process' },
};

/** An option that was found under its old name. */
export interface RenamedOption {
  readonly fault: string;
  readonly old: string;
  readonly now: string;
  /** Where its name stands in the text. */
  readonly offset: number;
}

/**
 * Gives options of faults that stand in a document under their old names the new ones, in the
 * document itself, so that old scenario files keep working. Returns what it renamed.
 */
export function renameOptions(document: Document): readonly RenamedOption[] {
  const renamed: RenamedOption[] = [];
  visit(document, {
    Map(_, step) {
      const fault = step.get('fault');
      const options = step.get('options');
      const names = typeof fault === 'string' ? RENAMED[fault] : undefined;
      if (names === undefined || !isMap(options)) return;
      for (const [old, now] of Object.entries(names)) {
        const offset = rename(options, old, now);
        if (offset !== undefined) renamed.push({ fault: String(fault), old, now, offset });
      }
    },
  });
  return renamed;
}

/** Where the old name stood; undefined when it is not there, or the new one is as well. */
function rename(options: YAMLMap, old: string, now: string): number | undefined {
  const named = (name: string): Pair | undefined =>
    options.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === name);
  const key = named(old)?.key;
  if (!isScalar(key) || named(now) !== undefined) return undefined;
  key.value = now;
  return key.range?.[0] ?? 0;
}
