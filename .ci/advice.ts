import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { summarise } from '../harness/check/totals.ts';
import { loadAdvice } from '../harness/plan/advice/load-advice.ts';
import { readRun } from '../harness/store/read-run.ts';
import { adviceDocument } from '../reports/advice/advice-document.ts';
import { witnessSection } from '../reports/witnesses/witness-document.ts';

/** `npm run advice -- RUN…`: writes docs/advice.md from the folders of runs. */
const root = join(import.meta.dirname, '..');

const HEAD = `Guides for users of n8n say why OAuth2 credentials die, and what to do. Each of their claims was tried on real n8n, against a provider that does what
the guide speaks of. ✓ holds, ~ holds in part, ✗ does not hold or never existed in n8n, – was not tried. \`oauth-chaos advice\` tries them on any n8n;
\`npm run advice -- RUN…\` writes this page from the folders of runs.`;

const runs = process.argv.slice(2).map((folder) => readRun(resolve(folder), summarise).results);
if (runs.length === 0) {
  process.stderr.write('Could not write the page of advice: give at least one folder of a run.\n');
  process.exitCode = 64;
} else {
  // Of several runs of one n8n the first tells what it is.
  const all = runs.flatMap(({ targets }) => targets).toReversed();
  const targets = [...new Map(all.map((one) => [one.id, one])).values()].toReversed();
  const results = {
    advice: [...(await loadAdvice(join(root, 'scenarios')))],
    targets,
    scenarios: runs.flatMap(({ scenarios }) => scenarios),
  };
  const page = `${adviceDocument(results)}${witnessSection(results)}`;
  const [title = '', ...rest] = page.split('\n');
  await writeFile(join(root, 'docs', 'advice.md'), [title, '', HEAD, ...rest].join('\n'));
}
