import { reporters } from '../reports/index.ts';
import { markdownTable } from './markdown-table.ts';

/** The table of reporters: name, what each writes, and its file in the run's folder. */
export const reporterTable = {
  reporters: {
    file: 'reports/README.md',
    text: markdownTable(
      ['Reporter', 'What it writes', 'In the folder of the run'],
      reporters.map(({ name, summary, file }) => [
        `[\`${name}\`](${name}.ts)`,
        summary,
        file === undefined ? '–' : `\`${file}\``,
      ]),
    ),
  },
};
