import { targetFaults } from '../harness/faults/index.ts';
import { CAPABILITIES, type Capability } from '../harness/model/capability.ts';
import { drivers, TOPOLOGIES } from '../harness/n8n/index.ts';
import { markdownTable as table } from './markdown-table.ts';

/** Every kind of target: its driver and its topology. */
const KINDS = drivers.flatMap(({ name, startsN8n, capabilities }) =>
  (startsN8n ? TOPOLOGIES : (['single'] as const)).map((topology) => ({
    title: startsN8n ? `${name} ${topology}` : name,
    can: capabilities(
      { topology, workers: topology === 'queue' ? 2 : 0, settings: {} },
      { virtual: false },
    ),
  })),
);

/** The tables of what can be done to a target, with the file that each belongs to. */
export const targetTables = {
  capabilities: {
    file: 'harness/n8n/README.md',
    text: table(
      ['Capability', 'Without it the harness cannot', ...KINDS.map(({ title }) => title)],
      Object.entries(CAPABILITIES).map(([name, what]) => [
        `\`${name}\``,
        what,
        ...KINDS.map(({ can }) => (can.has(name as Capability) ? '✓' : '–')),
      ]),
    ),
  },
  'target-faults': {
    file: 'harness/n8n/README.md',
    text: table(
      ['Fault', 'What it does', 'Needs'],
      targetFaults.map(({ name, summary, requires }) => [
        `\`${name}\``,
        summary,
        requires.map((capability) => `\`${capability}\``).join(', '),
      ]),
    ),
  },
};
