import { witnesses } from '../harness/check/witnesses/index.ts';
import { markdownTable } from './markdown-table.ts';

/** What each witness is, in the order in which reports show them. */
export const witnessTable = () => ({
  file: 'harness/check/README.md',
  text: markdownTable(
    ['Witness', 'Name', 'What it is'],
    witnesses.map(({ name, title, what }) => [title, `[\`${name}\`](witnesses/${name}.ts)`, what]),
  ),
});
