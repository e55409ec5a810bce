import type { DefinedScenario } from './defined-scenario.ts';
import type { PlanProblem } from './plan-problem.ts';
import type { PlanStep } from './steps/index.ts';

type Connecting = Extract<PlanStep, { do: 'connect' | 'connect-in-editor' | 'begin-connect' }>;

/** True for a step in which a user connects a credential. */
export const isConnecting = (step: PlanStep): step is Connecting =>
  step.do === 'connect' || step.do === 'connect-in-editor' || step.do === 'begin-connect';

/** True for a step that connects a credential, which the run cannot do without. */
export const isSure = (step: PlanStep): boolean => isConnecting(step) && step.mayFail !== true;

/** The credentials that a step connects, by the option that names each. */
const namedBy = (step: Connecting): Readonly<Record<string, string | undefined>> => ({
  credential: step.credential ?? 'main',
  beside: step.do === 'connect' ? step.beside : undefined,
});

/** The credentials that the plan connects by itself, so that nobody has to before. */
export const connectedByPlan = (steps: readonly PlanStep[]): ReadonlySet<string> =>
  new Set(
    steps.flatMap((step) =>
      isConnecting(step) && isSure(step)
        ? Object.values(namedBy(step)).filter((name) => name !== undefined)
        : [],
    ),
  );

/** What is wrong with the credentials that a step connects. */
function ofCredentials(
  step: PlanStep,
  index: number,
  credentials: ReadonlySet<string>,
): readonly PlanProblem[] {
  if (!isConnecting(step)) return [];
  const clash = (key: string, message: string): PlanProblem => ({
    path: ['plan', index, key],
    message,
  });
  const named = namedBy(step);
  const unknown = Object.entries(named).flatMap(([key, name]) =>
    name === undefined || credentials.has(name)
      ? []
      : [
          clash(
            key,
            `names the credential '${name}', which is not among ${[...credentials].join(', ')}`,
          ),
        ],
  );
  const { credential, beside } = named;
  return [
    ...unknown,
    ...(beside === credential ? [clash('beside', 'is the credential itself')] : []),
    ...(beside !== undefined && step.mayFail === true
      ? [clash('mayFail', 'does not go with beside: of two connected at once neither may fail')]
      : []),
  ];
}

/** Connects that are begun and not finished, or finished and not begun. */
function ofPairs(plan: readonly PlanStep[]): readonly PlanProblem[] {
  const open = new Map<string, number>();
  const problems: PlanProblem[] = [];
  plan.forEach((step, index) => {
    if (step.do !== 'begin-connect' && step.do !== 'finish-connect') return;
    const { as = 'main' } = step;
    const path = ['plan', index, 'as'];
    if (step.do === 'begin-connect') {
      if (open.has(as)) problems.push({ path, message: `is '${as}', which is begun already` });
      open.set(as, index);
    } else if (!open.delete(as))
      problems.push({ path, message: `finishes '${as}', which no earlier step begins` });
  });
  for (const [as, index] of open)
    problems.push({
      path: ['plan', index],
      message: `begins '${as}', which no later step finishes; add finish-connect`,
    });
  return problems;
}

/** What is wrong with the connects of a scenario, and with what it expects of them. */
export function connectProblems({
  plan,
  credentials = { main: {} },
  expect,
}: DefinedScenario): readonly PlanProblem[] {
  const names = new Set(Object.keys(credentials));
  const tries = plan.some((step) => isConnecting(step) && step.mayFail === true);
  return [
    ...plan.flatMap((step, index) => ofCredentials(step, index, names)),
    ...ofPairs(plan),
    ...(expect.connect !== undefined && !tries
      ? [
          {
            path: ['expect', 'connect'],
            message: 'is about connects that the plan tries, and no step has mayFail: true',
          },
        ]
      : []),
  ];
}
