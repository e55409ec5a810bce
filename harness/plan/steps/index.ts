import type { FaultDefinition } from '../../../mock-provider/index.ts';
import { withName, type StepDefinition } from '../define-step.ts';
import { advance } from './advance.ts';
import { beginConnect } from './begin-connect.ts';
import { begin } from './begin.ts';
import { changePolicy } from './change-policy.ts';
import { connectInEditor } from './connect-in-editor.ts';
import { connect } from './connect.ts';
import { execute } from './execute.ts';
import { finishConnect } from './finish-connect.ts';
import { finish } from './finish.ts';
import { heal, healSchema } from './heal.ts';
import { hold } from './hold.ts';
import { inject, injectSchema } from './inject.ts';
import { observe } from './observe.ts';
import { receiveCallback } from './receive-callback.ts';
import { release } from './release.ts';
import { rendezvous } from './rendezvous.ts';
import { wait } from './wait.ts';

/** Every kind of step. To add one, add a file in this folder and an entry here. */
const builders = [
  connect,
  connectInEditor,
  beginConnect,
  finishConnect,
  execute,
  inject,
  rendezvous,
  advance,
  heal,
  observe,
  receiveCallback,
  wait,
  hold,
  begin,
  release,
  finish,
  changePolicy,
] as const;

/** A step of a plan, exactly as its schema has it. */
export type PlanStep = Parameters<(typeof builders)[number]['definition']['words']>[0];

export const steps: readonly StepDefinition[] = builders.map(({ definition }) => definition);

/**
 * The schema of each kind of step, where the user has added faults.
 * @param own faults of the user's own
 */
export const stepSchemas = (
  own: readonly FaultDefinition[] = [],
): readonly StepDefinition['schema'][] =>
  steps.map(({ name, schema }) => {
    if (own.length === 0) return schema;
    if (name === 'inject') return withName(name, injectSchema(own));
    return name === 'heal' ? withName(name, healSchema(own)) : schema;
  });

/** Describes one step as an imperative phrase, for plans, progress lines and reports. */
export const describeStep = (step: PlanStep): string => stepDefinition(step).words(step);

/**
 * The definition of a step's kind.
 * @throws TypeError when there is none of its name
 */
export function stepDefinition(step: PlanStep): StepDefinition {
  const found = steps.find(({ name }) => name === step.do);
  if (found === undefined) throw new TypeError(`There is no step '${step.do}'.`);
  return found;
}
