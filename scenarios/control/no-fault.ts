import { defineScenario, execute } from '../../harness/index.ts';

export default defineScenario({
  name: 'control/no-fault',
  title: 'Nothing goes wrong',
  why: 'The control group: a harness that reports a failure here measures itself, and every other verdict of the run is worth nothing.',
  workflows: { main: { use: 'http-request', items: 3 } },
  plan: [execute(3)],
  expect: { recovery: 'unaffected' },
  nextExpiry: 'skip',
});
