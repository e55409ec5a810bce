import type { ScenarioResult } from '../../harness/model/results.ts';
import type { Witnessed } from '../../harness/model/witness.ts';
import { sampleRun, type SampleRun } from './sample-run.ts';

const witnesses: Witnessed['witnesses'] = [
  { name: 'execution-list', title: 'Execution list' },
  { name: 'log', title: 'Log', falseAlarms: 2, note: 'it says less' },
  { name: 'sentry', title: 'Sentry', absent: 'nobody asked' },
  { name: 'ledger', title: 'Ledger' },
];

/** A failure that two witnesses showed, and one that nobody showed. */
const seenAndUnseen: Witnessed = {
  witnesses,
  failures: [
    {
      what: 'It failed.',
      event: 7,
      times: 2,
      shown: [
        { witness: 'execution-list', level: 'named', event: 7, text: 'a | b' },
        { witness: 'log', level: 'showed', event: 9 },
      ],
    },
    { what: 'It was lost.', event: 8, times: 1, shown: [] },
  ],
};

/** A failure that only the provider knows of. */
const atProvider: Witnessed = {
  witnesses,
  failures: [
    {
      what: 'It died.',
      event: 3,
      times: 1,
      shown: [{ witness: 'ledger', level: 'named', event: 2 }],
    },
  ],
};

/** The sample run, in which monitoring was looked at in its first two results. */
export function witnessedRun(): SampleRun {
  const { results, ...others } = sampleRun();
  const [first, second, ...more] = results.scenarios as [
    ScenarioResult,
    ScenarioResult,
    ...ScenarioResult[],
  ];
  const scenarios = [
    { ...first, witnessed: seenAndUnseen },
    { ...second, witnessed: atProvider },
    ...more,
  ];
  return { ...others, results: { ...results, scenarios } };
}
