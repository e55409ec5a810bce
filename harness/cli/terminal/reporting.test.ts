import { expect, test } from 'vitest';
import type { Reporter, ReporterDefinition } from '../../model/reporter.ts';
import { sampleResult } from '../../store/testing/sample-results.ts';
import { fakeBackend } from '../testing/fake-backend.ts';
import { keeping } from '../testing/run-cli.ts';
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
        asked: false,
      },
    ],
    print: (one) => printed.push(one),
    colours: false,
    targets: 1,
    context: { backend: fakeBackend(), cwd: '/', env: {}, out: keeping(), err: keeping() },
  });
  reporting.show({ kind: 'scenario-end', result: sampleResult({ summary }) } as never);
  return { got, printed };
}

test('paths are shown as they are typed: short below the working folder, whole elsewhere', () => {
  const shown: string[] = [];
  const create: ReporterDefinition['create'] = (context) => {
    for (const file of ['/here/runs/1', '/here', '/elsewhere/runs/1'])
      shown.push(context.shown(file));
    return { name: 'own' };
  };
  createReporting({
    runDirectory: '/here/runs/1',
    reporters: [
      {
        definition: { name: 'own', summary: 'for this test', create },
        path: undefined,
        asked: false,
      },
    ],
    print: () => {},
    colours: false,
    targets: 1,
    context: { backend: fakeBackend(), cwd: '/here', env: {}, out: keeping(), err: keeping() },
  });
  expect(shown).toEqual(['runs/1', '/here', '/elsewhere/runs/1']);
});

test('reporters get texts that do nothing to a terminal', () => {
  expect(reported('n8n says \u001B[2Jgone\u0007', 'x').got).toEqual(['n8n says ␛[2Jgone␇']);
});

test('what they print is no command of a CI server', () => {
  expect(reported('', '    ::error::forged').printed).toEqual(['·     ::error::forged']);
  expect(reported('', '✓ control/no-fault').printed).toEqual(['✓ control/no-fault']);
});
