import { isMap, isPair, isScalar, visit, type Document, type Pair, type YAMLMap } from 'yaml';

/** Fault options that were renamed: for each fault, the new name of each old one. */
const RENAMED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'n8n/killed': { part: 'process' },
  'n8n/paused': { part: 'process' },
};

/** An option that a scenario file still writes with its old name. */
export interface RenamedOption {
  readonly fault: string;
  readonly old: string;
  readonly now: string;
  /** Offset of the option's name in the text. */
  readonly offset: number;
}

/**
 * Renames the fault options of a document that still have their old names, so that old scenario
 * files keep working. Changes the document itself and returns what it renamed.
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

/**
 * Renames one option and returns the offset of its name. Undefined when the old name is not there,
 * or when the new name is there too.
 */
function rename(options: YAMLMap, old: string, now: string): number | undefined {
  const named = (name: string): Pair | undefined =>
    options.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === name);
  const key = named(old)?.key;
  if (!isScalar(key) || named(now) !== undefined) return undefined;
  key.value = now;
  return key.range?.[0] ?? 0;
}
