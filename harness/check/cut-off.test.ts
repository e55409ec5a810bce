import { describe, expect, test } from 'vitest';
import { History } from '../model/history.ts';
import { judgeScenario, scenariosForReferenceClients } from '../testing/judge-scenario.ts';
import { checkers } from './checkers/index.ts';
import { runCheckers } from './run-checkers.ts';
import { goodStory } from './testing/stories.ts';

const safety = checkers.filter(({ judges }) => judges === 'safety');

/** Each beginning of a history after which a safety checker says that something bad happened. */
const accusations = ({ events }: History): readonly string[] =>
  events.flatMap((event, index) =>
    runCheckers(safety, new History(events.slice(0, index + 1)))
      .filter(({ verdict }) => verdict === 'violated')
      .map(({ checker, message }) => `${checker} after ${event.n} (${event.type}): ${message}`),
  );

const scenarios = await scenariosForReferenceClients('full');

/**
 * Safety is what must never happen. So a run that is cut off anywhere shows no violation unless the
 * whole run does: what had not happened yet is nobody's fault.
 */
describe('a run of a correct client that is cut off anywhere shows no violated safety invariant', () => {
  test('in a story', () => {
    expect(accusations(goodStory())).toEqual([]);
  });

  test.concurrent.each([
    'control/expired-access-token',
    'rotation/concurrent-refresh',
    'rotation/concurrent-refresh-items',
    'rotation/grace-sibling-reply-lost',
    'outage/token-endpoint-throttled',
    'blast-radius/family-revoked',
    'client-credentials/concurrent-expiry',
    'guide/scope-mismatch',
    'guide/clock-n8n-ahead',
    'guide/refresh-token-revoked-recreate',
    'resource/rejected-for-ever',
    'preset/salesforce-concurrent-refresh',
  ])(
    'in %s',
    async (name) => {
      const scenario = scenarios.find((candidate) => candidate.name === name);
      if (scenario === undefined) throw new Error(`There is no scenario ${name}.`);
      const { history } = await judgeScenario('correct', scenario);
      expect(history.complete).toBe(true);
      expect(accusations(history)).toEqual([]);
    },
    120_000,
  );
});
