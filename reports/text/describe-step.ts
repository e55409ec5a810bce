import type { Step } from '../../harness/model/scenario.ts';

const list = (options: Readonly<Record<string, unknown>> | undefined): string => {
  const entries = Object.entries(options ?? {}).map(
    ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return entries.length === 0 ? '' : ` (${entries.join(', ')})`;
};
const count = (number: number, noun: string): string =>
  `${number} ${noun}${number === 1 ? '' : 's'}`;
const on = (workflow: string | readonly string[] | undefined): string =>
  workflow === undefined
    ? ''
    : ` of ${[workflow]
        .flat()
        .map((name) => `‘${name}’`)
        .join(' and ')}`;

/** One move of a plan as a phrase in the imperative. */
export function describeStep(step: Step): string {
  switch (step.do) {
    case 'connect':
      return `connect the credential${step.credential === undefined ? '' : ` ‘${step.credential}’`}`;
    case 'execute': {
      const together =
        step.concurrency === undefined || step.concurrency <= 1
          ? ''
          : `, ${step.concurrency} at once`;
      return `run ${count(step.times ?? 1, 'execution')}${on(step.workflow)}${together}`;
    }
    case 'inject':
      return `inject ${step.fault}${list(step.options)}`;
    case 'rendezvous': {
      const where = step.at === 'token' ? 'at the token endpoint' : 'refused at the API';
      return `hold requests until ${step.requests} stand together ${where}${step.within === undefined ? '' : `, ${step.within} at most`}`;
    }
    case 'advance':
      return `move the provider's clock forward by ${step.by}`;
    case 'heal':
      return step.fault === undefined ? 'heal every fault' : `heal ${step.fault}`;
    case 'observe':
      return `run executions${on(step.workflow)} until one succeeds, ${step.for} at most`;
  }
}
