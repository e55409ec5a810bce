import type { Step } from '../../model/scenario.ts';

/** One step of a plan in a few words, for a person. */
export function describeStep(step: Step): string {
  switch (step.do) {
    case 'connect':
      return `connect ${step.credential ?? 'main'}`;
    case 'execute':
      return `execute ${step.workflow === undefined ? '' : `${step.workflow} `}${step.times ?? 1}×${(step.concurrency ?? 1) > 1 ? `, ${step.concurrency} at once` : ''}`;
    case 'inject':
      return `inject ${step.fault}${step.options === undefined ? '' : ` ${JSON.stringify(step.options)}`}`;
    case 'rendezvous':
      return `hold ${step.requests} requests until they meet${step.at === 'token' ? ' at the token endpoint' : ''}`;
    case 'advance':
      return `move the provider's time forward by ${step.by}`;
    case 'heal':
      return step.fault === undefined ? 'heal everything' : `heal ${step.fault}`;
    case 'observe':
      return `observe for ${step.for}`;
  }
}
