import { z } from 'zod';
import { faults, type FaultName } from '../faults/index.ts';
import { faultAnswer } from './answers.ts';
import { ControlError, within } from './control-error.ts';
import { defineRoute, type Route } from './route.ts';

const inject = z.strictObject({
  name: z.string().meta({ enum: faults.map(({ name }) => name) }),
  options: z.record(z.string(), z.unknown()).optional().describe('see GET /faults'),
});
const inForce = z.object({ faults: z.array(faultAnswer) });

/** The operations on the faults in force on a realm. */
export const faultRoutes: readonly Route[] = [
  defineRoute({
    id: 'listFaults',
    method: 'GET',
    path: '/realms/:realm/faults',
    summary: 'Lists the faults in force',
    answer: inForce,
    handle: ({ realm }) => ({ faults: realm().faults }),
  }),
  defineRoute({
    id: 'injectFault',
    method: 'POST',
    path: '/realms/:realm/faults',
    summary: 'Puts a fault in force at once',
    status: 201,
    body: inject,
    answer: faultAnswer,
    // The realm checks the name and suggests a similar one when no fault has it.
    handle: ({ realm, body: { name, options } }) =>
      within('/options', () => realm().inject(name as FaultName, options)),
  }),
  defineRoute({
    id: 'healAll',
    method: 'DELETE',
    path: '/realms/:realm/faults',
    summary: 'Ends every fault; answers those that were in force',
    answer: inForce,
    handle: ({ realm }) => ({ faults: realm().heal() }),
  }),
  defineRoute({
    id: 'healFault',
    method: 'DELETE',
    path: '/realms/:realm/faults/:id',
    summary: 'Ends one fault; its id is percent-encoded',
    answer: inForce,
    handle: ({ realm, parameters: { id = '' } }) => {
      const healed = realm().heal(id);
      if (healed.length > 0) return { faults: healed };
      throw new ControlError(
        404,
        'unknown-fault',
        `Could not end fault '${id}': it is not in force.`,
        {
          hint: `In force are ${
            realm()
              .faults.map((fault) => fault.id)
              .join(', ') || 'none'
          }.`,
        },
      );
    },
  }),
];
