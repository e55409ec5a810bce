import type { HeldExchange } from '../../mock-provider/index.ts';
import { heldName } from '../model/hold.ts';
import type { DefinedScenario } from './defined-scenario.ts';
import type { PlanProblem } from './plan-problem.ts';
import { holdMomentsOf } from './steps/hold.ts';
import type { PlanStep } from './steps/index.ts';

type HoldStep = Extract<PlanStep, { do: 'hold' }>;

/** What a plan has open before a step. */
interface Open {
  /** The hold in force, and whether a step since then lets something meet it. */
  hold: { readonly step: HoldStep; readonly index: number; reached: boolean } | undefined;
  /** Place of the first step that has begun what nobody has waited for. */
  begun: number | undefined;
}

/** Steps whose end an exchange that is held may keep away for ever. */
const WAITS: ReadonlySet<string> = new Set(['execute', 'observe', 'finish']);

/** The exchanges that a step makes which does not wait for their end when they are held. */
const MAKES: Readonly<Record<string, ReadonlySet<HeldExchange>>> = {
  begin: new Set(['refresh', 'client-credentials', 'api-call']),
  connect: new Set(['authorization', 'code-exchange']),
};

/** What is wrong with a hold by itself. */
function holdProblems({ step, index }: Step<HoldStep>, scenario: DefinedScenario): PlanProblem[] {
  const credentials = Object.keys(scenario.credentials ?? { main: {} });
  const { what, at, credential = 'main' } = step;
  const moments = holdMomentsOf(what);
  return [
    ...(moments.includes(at)
      ? []
      : [
          {
            path: ['plan', index, 'at'],
            message: `is no moment of the ${heldName(what)}, which can be held ${moments.join(', ')}`,
          },
        ]),
    ...(credentials.includes(credential)
      ? []
      : [
          {
            path: ['plan', index, 'credential'],
            message: `names the credential '${credential}', which is not among ${credentials.join(', ')}`,
          },
        ]),
  ];
}

interface Step<S = PlanStep> {
  readonly step: S;
  readonly index: number;
}

/** What is wrong with a step, given what is open before it; changes what is open. */
function follow(open: Open, { step, index }: Step, scenario: DefinedScenario): PlanProblem[] {
  const wrong = (message: string, at = index): PlanProblem => ({ path: ['plan', at], message });
  const { hold } = open;
  const problems: PlanProblem[] = [];
  if (hold !== undefined && WAITS.has(step.do))
    problems.push(
      wrong(
        `waits for executions while a request is held, perhaps for ever; begin them with begin, and release first`,
      ),
    );
  switch (step.do) {
    case 'hold':
      problems.push(...holdProblems({ step, index }, scenario));
      if (hold !== undefined)
        problems.push(wrong('holds another exchange while one is held; release that one first'));
      open.hold = { step, index, reached: false };
      break;
    case 'release':
      if (hold === undefined) problems.push(wrong('releases nothing: no earlier step holds'));
      else if (!hold.reached)
        problems.push(
          wrong('is released before anything was begun that it could hold', hold.index),
        );
      open.hold = undefined;
      break;
    case 'begin':
      open.begun ??= index;
      break;
    case 'finish':
      if (open.begun === undefined)
        problems.push(wrong('waits for nothing: no earlier step begins anything'));
      open.begun = undefined;
      break;
    default:
  }
  if (open.hold !== undefined && MAKES[step.do]?.has(open.hold.step.what) === true) {
    open.hold.reached = true;
    open.begun ??= index;
  }
  return problems;
}

/**
 * Reports holds that nothing can reach or that nothing ends, steps that would wait for what is
 * held, and executions that are begun and never waited for.
 */
export function checkHolds(scenario: DefinedScenario): readonly PlanProblem[] {
  const open: Open = { hold: undefined, begun: undefined };
  const problems = scenario.plan.flatMap((step, index) => follow(open, { step, index }, scenario));
  if (open.hold !== undefined)
    problems.push({
      path: ['plan', open.hold.index],
      message: 'is never released; add release',
    });
  if (open.begun !== undefined)
    problems.push({
      path: ['plan', open.begun],
      message: 'begins what no later step waits for; add finish',
    });
  return problems;
}
