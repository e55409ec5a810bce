import type { DefinedScenario } from '../harness/plan/defined-scenario.ts';
import { describeStep, steps, type PlanStep } from '../harness/plan/steps/index.ts';
import { withFailures, type FailsOn } from './known-failures.ts';
import { combinedLast } from './pair-rows.ts';

/** Scenarios that are named in a row; of more only the number is told. */
const NAMED = 3;

/** What can be done to n8n, its operator and its provider while an exchange is held. */
const MEANWHILE: readonly (readonly [what: string, does: string])[] = [
  ['another execution begins', 'begin'],
  ['an operator edits the credential', 'operator/edits-scope'],
  ['an operator connects it again', 'operator/reconnects'],
  ['an operator disconnects it', 'operator/disconnects'],
  ['an operator deletes it', 'operator/deletes'],
  ['the provider changes its policy', 'change-policy'],
  ['the user withdraws his consent', 'refresh-token/family-revoked'],
  ['n8n is killed (SIGKILL)', 'n8n/killed'],
  ['n8n is restarted (SIGTERM)', 'n8n/terminated'],
  ['n8n stands still (SIGSTOP)', 'n8n/paused'],
  ['the database is locked', 'database/locked'],
  ['the database is stopped', 'database/down'],
  ['a clock jumps', 'n8n/clock-ahead'],
];

interface Use {
  readonly scenario: string;
  readonly step: PlanStep;
  /** True between a hold and its release. */
  readonly held: boolean;
}

function usesIn({ name, plan }: DefinedScenario): readonly Use[] {
  let held = false;
  let reached = false;
  return plan.map((step) => {
    if (step.do === 'hold') [held, reached] = [true, false];
    if (step.do === 'release') held = false;
    // What is begun first is what is held itself.
    const use = { scenario: name, step, held: held && reached };
    if (step.do === 'begin') reached = true;
    return use;
  });
}

const named = (uses: readonly Use[], fails: FailsOn): string => {
  const names = [...new Set(uses.map(({ scenario }) => scenario))];
  const shown = names.slice(0, NAMED).map((name) => withFailures(name, fails));
  return [...shown, ...(names.length > NAMED ? [`${names.length - NAMED} more`] : [])].join(', ');
};

/** True when a use does it: a fault that strikes at a moment of its own counts as well. */
const does = ({ step, held }: Use, what: string): boolean =>
  step.do === 'inject'
    ? step.fault === what &&
      (held ||
        (step.options?.['when'] !== undefined && step.options['when'] !== 'now') ||
        what.startsWith('operator/'))
    : held && step.do === what;

/** Where each step of a plan, and each thing that may happen during a hold, is used. */
export function stepTables(scenarios: readonly DefinedScenario[], fails: FailsOn) {
  const uses = combinedLast(scenarios).flatMap(usesIn);
  const rows = steps.map(({ name }) => ({
    name,
    uses: uses.filter(({ step }) => step.do === name),
  }));
  const meanwhile = MEANWHILE.map(([what, name]) => ({
    what,
    name,
    uses: uses.filter((use) => does(use, name)),
  }));
  return {
    /** A row for each step: its name, one use of it in words, and who uses it. */
    steps: rows.map((row) => [
      `\`${row.name}\``,
      row.uses[0] === undefined ? '' : describeStep(row.uses[0].step),
      named(row.uses, fails),
    ]),
    meanwhile: meanwhile.map(({ what, name, uses: found }) => [
      what,
      name.includes('/') ? `\`inject\` \`${name}\`` : `\`${name}\``,
      named(found, fails),
    ]),
    /** What no scenario uses. */
    unused: [...rows, ...meanwhile]
      .filter(({ uses: found }) => found.length === 0)
      .map(({ name }) => name),
  };
}
