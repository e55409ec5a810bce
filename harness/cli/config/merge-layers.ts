import type { Settings } from './settings.ts';

/** Settings of one origin. */
export interface Layer {
  readonly values: Settings;
  /** Where a value of it was written, for readers. */
  readonly from: (key: string) => string;
}

export interface Merged {
  readonly values: Settings;
  /** Where each value was written, by key; entries of lists that are merged as `env.NAME`. */
  readonly from: ReadonlyMap<string, string>;
}

/** Lists that are merged entry by entry, each with what two entries for the same have in common. */
const MERGED: Readonly<Record<string, (entry: string) => string>> = {
  env: (entry) => entry.replace(/=.*/s, ''),
  reporter: (entry) => entry.replace(/^no-/, '').replace(/=.*/s, ''),
};

/** Whoever gives one of these decides about both: a pattern is chosen for its suite. */
const CHOICE = ['wanted', 'suite'];

/** These are about the workflow that was given with them, or beside it. */
const OF_WORKFLOW = ['workflowInput', 'workflowCredential', 'workflowLimit'];

const valueIn = ({ values }: Layer, key: string): unknown => Reflect.get(values, key);
const has = (layer: Layer, key: string): boolean => valueIn(layer, key) !== undefined;

/** The layers that may say something about a key, strongest first. */
function about(key: string, layers: readonly Layer[]): readonly Layer[] {
  if (CHOICE.includes(key)) {
    const chosen = layers.find((layer) => CHOICE.some((one) => has(layer, one)));
    return chosen === undefined ? [] : [chosen];
  }
  const given = OF_WORKFLOW.includes(key)
    ? layers.findIndex((layer) => has(layer, 'workflow'))
    : -1;
  return given === -1 ? layers : layers.slice(0, given + 1);
}

/**
 * Puts settings together; of two layers the first one is stronger. Lists are replaced as a whole,
 * but for settings of n8n and reporters, which are replaced one by one.
 */
export function mergeLayers(layers: readonly Layer[]): Merged {
  const values: Record<string, unknown> = {};
  const from = new Map<string, string>();
  for (const key of new Set(layers.flatMap((layer) => Object.keys(layer.values)))) {
    const sameAs = MERGED[key];
    if (sameAs !== undefined) values[key] = mergedList(layers, key, sameAs, from);
    else {
      const strongest = about(key, layers).find((layer) => has(layer, key));
      if (strongest === undefined) continue;
      values[key] = valueIn(strongest, key);
      from.set(key, strongest.from(key));
    }
  }
  return { values: values as Settings, from };
}

function mergedList(
  layers: readonly Layer[],
  key: string,
  sameAs: (entry: string) => string,
  from: Map<string, string>,
): readonly string[] {
  let merged: readonly string[] = [];
  for (const layer of layers) {
    const entries = (valueIn(layer, key) ?? []) as readonly string[];
    const taken = new Set(merged.map(sameAs));
    const added = entries.filter((entry) => !taken.has(sameAs(entry)));
    for (const entry of added)
      from.set(`${key}.${sameAs(entry)}`, layer.from(`${key}.${sameAs(entry)}`));
    merged = [...added, ...merged];
  }
  return merged;
}
