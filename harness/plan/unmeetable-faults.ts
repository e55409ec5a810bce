import { isLadder } from '../model/remedy.ts';
import { isConnecting } from './connect-problems.ts';
import type { DefinedScenario } from './defined-scenario.ts';
import type { PlanProblem } from './plan-problem.ts';

/** What the faults of a theme change, where only a user's consent brings it (RFC 6749 §4.4.3). */
const OF_CONSENT: Readonly<Record<string, string>> = {
  'refresh-token': 'a refresh token',
  rotation: 'a refresh token',
  consent: 'a consent',
  authorize: 'an authorization endpoint',
  callback: 'a callback',
};

const themeOf = (fault: string): string => fault.split('/')[0] ?? '';

/** Themes of faults that only a user who connects can meet. */
const AT_CONNECT: ReadonlySet<string> = new Set(['authorize', 'callback']);

/** True when a user connects an account after a step: in a later one, or as a remedy. */
const connectsAfter = ({ plan, remedies = [] }: DefinedScenario, index: number): boolean =>
  isLadder(remedies) || remedies.length > 0 || plan.slice(index + 1).some(isConnecting);

/** Faults that no request of a scenario can meet, as its plan shows. */
export function unmeetableFaults(scenario: DefinedScenario): PlanProblem[] {
  const specs = Object.values(scenario.credentials ?? {});
  const noConsent = specs.length > 0 && specs.every(({ grant }) => grant === 'client-credentials');
  return scenario.plan.flatMap((step, index) => {
    if (step.do !== 'inject') return [];
    const theme = themeOf(step.fault);
    const lacks = noConsent ? OF_CONSENT[theme] : undefined;
    const problem = (message: string): PlanProblem[] => [
      { path: ['plan', index, 'fault'], message: `${message}, so n8n would never meet it` },
    ];
    if (lacks !== undefined)
      return problem(`needs ${lacks}, and no credential here has one (client-credentials)`);
    return AT_CONNECT.has(theme) && !connectsAfter(scenario, index)
      ? problem('is followed by no connect')
      : [];
  });
}
