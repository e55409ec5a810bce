import type { Results } from '../model/results.ts';

/** With more results, each is a line: indented, they would be half as much again to write. */
const MANY = 5_000;

/** `results.json` of a merged run, which may have the results of fifty. */
export function resultsText(results: Results, many = MANY): string {
  const { scenarios } = results;
  if (scenarios.length <= many) return `${JSON.stringify(results, null, 2)}\n`;
  const rest = JSON.stringify({ ...results, scenarios: [] }, null, 2);
  const lines = scenarios.map((result) => JSON.stringify(result)).join(',\n');
  // No text within JSON has a line break, and only keys of the whole are indented so.
  return `${rest.replace('\n  "scenarios": []', () => `\n  "scenarios": [\n${lines}\n  ]`)}\n`;
}
