import { find, type CoverageRow, type CoverageSection } from '../../harness/index.ts';

const { expects, fault, anyFault, judgedBy, named, step, template } = find;

/** An invariant, and the checkers that stand for it. */
const invariant = (what: string, ...checkers: Parameters<typeof judgedBy>[0][]): CoverageRow => ({
  what,
  by: checkers.map(judgedBy),
});

/** What must hold in every scenario. */
export const invariantRows: CoverageSection = {
  section: 'What must hold',
  themes: [
    {
      theme: 'invariants',
      rows: [
        invariant(
          'Every item is accepted once: none lost, none doubled',
          'items-accepted-exactly-once',
        ),
        invariant('One refresh for each expiry', 'one-refresh-per-expiry'),
        invariant('No spent refresh token is shown', 'no-reuse-of-spent-token'),
        invariant('The newest live pair is stored', 'stored-tokens-are-newest'),
        invariant('No other field changes', 'other-fields-unchanged', 'other-rows-unchanged'),
        invariant(
          'A failure is visible, and its words help',
          'failure-is-visible',
          'failure-text-helps',
        ),
        invariant('No refresh without an expiry, and no loop', 'no-needless-refresh'),
        invariant('Retry-After is honoured', 'retry-after-honoured'),
        invariant('It recovers in time, and nothing hangs', 'recovery-within-budget'),
        invariant('No secret in logs, data, messages or reports', 'no-secret-leaked'),
        invariant('Others are not affected', 'others-unaffected'),
        invariant('Afterwards it works, with no act or the one expected', 'recovers-as-expected'),
        invariant('The scope stays within what was granted', 'scope-within-grant'),
        invariant('The identity stays the same', 'identity-unchanged'),
        invariant('The fault was met', 'fault-was-met'),
      ],
    },
  ],
};

/** How a scenario can end, and where that could come out. */
export const outcomeRows: CoverageSection = {
  section: 'How it can end',
  themes: [
    {
      theme: 'outcomes',
      rows: [
        { what: 'unaffected', by: [expects({ recovery: 'unaffected' })] },
        { what: 'recovered, with or without cost', by: [expects({ recovery: 'automatic' })] },
        {
          what: 'reconnect needed, as it must be',
          by: [expects({ recovery: 'after-remedy', remedy: 'reconnect' })],
        },
        {
          what: 'reconnect needed, avoidable',
          by: [anyFault('reply/field-*'), anyFault('database/*')],
        },
        { what: 'failed silently', by: [template('full-response'), template('on-error')] },
        { what: 'credential corrupted', by: [anyFault('reply/field-*'), fault('token/html-page')] },
        { what: 'refresh storm', by: [step('rendezvous')] },
        { what: 'hung', by: [fault('wire/hang'), fault('token/slow')] },
        { what: 'leaked', by: [judgedBy('no-secret-leaked')] },
        { what: 'crashed', by: [judgedBy('processes-stay-alive')] },
        { what: 'not connected', by: [named('connect/*')] },
        {
          what: 'known failure, fixed unexpectedly',
          elsewhere:
            'The [baselines](README.md#what-is-known-to-fail) say of each version what is known.',
        },
        {
          what: 'inconclusive, skipped, harness error',
          elsewhere:
            'No scenario is made to end so; what makes one end so is tested beside the code that decides it.',
        },
      ],
    },
  ],
};
