import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { summarise } from '../harness/check/totals.ts';
import { readRun } from '../harness/store/read-run.ts';
import { outcomeTable, THEMES } from './outcome-tables.ts';

/** `npm run outcomes -- RUN…`: writes scenarios/outcomes.md from the folders of runs. */
const PAGE = join(import.meta.dirname, '..', 'scenarios', 'outcomes.md');

const HEAD = `# What comes out

Of the themes whose families vary two things. ✓ is a pass, ✗ a failure (known ones are in the [baselines](README.md#what-is-known-to-fail)),
? could not be decided, – could not be tried there. \`npm run outcomes -- RUN…\` writes this page from the folders of runs; it tells what was seen in
them, and no more.
`;

const sections = process.argv.slice(2).flatMap((folder) => {
  const { results } = readRun(resolve(folder), summarise);
  return results.targets.map((target) => {
    const own = results.scenarios.filter((result) => result.target === target.id);
    const tables = THEMES.flatMap((theme) => {
      const table = outcomeTable(own, theme);
      return table === undefined ? [] : [`### ${theme.title}\n\n${table}\n`];
    });
    return `## n8n ${target.n8n}, ${target.topology}\n\n${tables.join('\n')}`;
  });
});
if (sections.length === 0) {
  process.stderr.write('Could not write the outcomes: give at least one folder of a run.\n');
  process.exitCode = 64;
} else await writeFile(PAGE, `${HEAD}\n${sections.join('\n')}`);
