import { z } from 'zod';
import {
  faults,
  type FaultDefinition,
  type FaultName,
  type FaultOptions,
} from '../../../mock-provider/index.ts';
import { targetFaults, type TargetFaultName, type TargetFaultOptions } from '../../faults/index.ts';
import { defineStep, type StepOf } from '../define-step.ts';
import type { AnyFaultName, Injection } from '../step-context.ts';
import { unionBy } from '../union-by.ts';
import { optionList } from './option-list.ts';

/**
 * The schema of `inject`: the fault's name selects the options that are allowed.
 * @param own faults of the user's own
 */
export const injectSchema = (own: readonly FaultDefinition[] = []) =>
  unionBy(
    'fault',
    [...faults, ...targetFaults, ...own].map((fault) =>
      z.strictObject({
        fault: z.literal(fault.name).describe(fault.summary),
        options: fault.options.optional(),
      }),
    ),
  ) as z.ZodDiscriminatedUnion & z.ZodType<Injection>;

const schema = injectSchema();

type InjectStep = StepOf<'inject', typeof schema>;

function build<N extends FaultName>(fault: N, options?: FaultOptions<N>): InjectStep;
function build<N extends TargetFaultName>(fault: N, options?: TargetFaultOptions<N>): InjectStep;
function build<O extends z.ZodObject>(
  fault: FaultDefinition<string, O>,
  options?: z.input<O>,
): InjectStep;
function build(given: AnyFaultName | FaultDefinition, options?: object): InjectStep {
  // The names of own faults are known when the scenario is loaded, which checks them.
  const fault = (typeof given === 'string' ? given : given.name) as AnyFaultName;
  return options === undefined
    ? { do: 'inject', fault }
    : { do: 'inject', fault, options: { ...options } };
}

/** Puts a fault in force: by its name, or one of your own. The compiler checks its options. */
export const inject = defineStep(
  {
    name: 'inject',
    summary: 'Puts a fault in force.',
    schema,
    words: ({ fault, options }) => `inject ${fault}${optionList(options)}`,
    async run(context, step) {
      if (context.executions > 0 && (context.phase === 'steady' || context.phase === 'healed')) {
        await context.probeCredentials();
        context.enterPhase('during');
      }
      await context.inject(step);
    },
  },
  build,
);
