import { expect, test } from 'vitest';
import type { Reporter } from '../../model/reporter.ts';
import { sampleResult } from '../../store/testing/sample-results.ts';
import { createReporting } from './reporting.ts';

/** What reporters get of a result, and what is printed of what they print. */
function reported(summary: string, line: string) {
  const got: string[] = [];
  const printed: string[] = [];
  const reporting = createReporting({
    runDirectory: '/runs/1',
    reporters: [
      {
        definition: {
          name: 'own',
          summary: 'for this test',
          create: ({ print }): Reporter => ({
            name: 'own',
            onScenarioEnd(result) {
              got.push(result.summary);
              print(line);
            },
          }),
        },
        path: undefined,
      },
    ],
    print: (one) => printed.push(one),
    colours: false,
    targets: 1,
    cwd: '/',
    out: { write: () => true },
  });
  reporting.show({ kind: 'scenario-end', result: sampleResult({ summary }) } as never);
  return { got, printed };
}

test('reporters get texts that do nothing to a terminal', () => {
  expect(reported('n8n says \u001B[2Jgone\u0007', 'x').got).toEqual(['n8n says ␛[2Jgone␇']);
});

test('what they print is no command of a CI server', () => {
  expect(reported('', '    ::error::forged').printed).toEqual(['·     ::error::forged']);
  expect(reported('', '✓ control/no-fault').printed).toEqual(['✓ control/no-fault']);
});
