import { z } from 'zod';
import { faults, type FaultName, type FaultOptions } from '../../../mock-provider/index.ts';
import { targetFaults, type TargetFaultName, type TargetFaultOptions } from '../../faults/index.ts';
import { defineStep, type StepOf } from '../define-step.ts';
import type { AnyFaultName, Injection } from '../step-context.ts';
import { unionBy } from '../union-by.ts';
import { optionList } from './option-list.ts';

/** The schema of `inject`: the fault's name selects the options that are allowed. */
const schema = unionBy(
  'fault',
  [...faults, ...targetFaults].map((fault) =>
    z.strictObject({
      fault: z.literal(fault.name).describe(fault.summary),
      options: fault.options.optional(),
    }),
  ),
) as z.ZodDiscriminatedUnion & z.ZodType<Injection>;

type InjectStep = StepOf<'inject', typeof schema>;

function build<N extends FaultName>(fault: N, options?: FaultOptions<N>): InjectStep;
function build<N extends TargetFaultName>(fault: N, options?: TargetFaultOptions<N>): InjectStep;
function build(fault: AnyFaultName, options?: object): InjectStep {
  return options === undefined
    ? { do: 'inject', fault }
    : { do: 'inject', fault, options: { ...options } };
}

/** Puts a fault in force. The compiler checks its name and options. */
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
