import type { Results } from '../model/results.ts';

/** With more results, each is a line: indented, they would be half as much again to write. */
const MANY = 5_000;

/** Stands for the results; no text within JSON has a line break. */
const PLACE = '\n  "scenarios": []';

/**
 * `results.json` of a merged run, which may have the results of fifty, in UTF-8. It is put together
 * in bytes: as one text it would take up to four times the room, and have a largest length.
 */
export function resultsText(results: Results, many = MANY): Buffer {
  const { scenarios } = results;
  if (scenarios.length <= many) return Buffer.from(`${JSON.stringify(results, null, 2)}\n`);
  const rest = JSON.stringify({ ...results, scenarios: [] }, null, 2);
  const at = rest.indexOf(PLACE);
  const lines = scenarios.map((result, index) =>
    Buffer.from(`${index === 0 ? '' : ','}\n${JSON.stringify(result)}`),
  );
  return Buffer.concat([
    Buffer.from(`${rest.slice(0, at)}\n  "scenarios": [`),
    ...lines,
    Buffer.from(`\n  ]${rest.slice(at + PLACE.length)}\n`),
  ]);
}
