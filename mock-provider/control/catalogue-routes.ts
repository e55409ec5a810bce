import { z } from 'zod';
import { faults } from '../faults/index.ts';
import { presets } from '../policy/presets/index.ts';
import { defineRoute, type Route } from './route.ts';

const schemaAnswer = z.record(z.string(), z.unknown()).describe('JSON Schema');

/** The operations that list the faults and presets one can choose. */
export const catalogueRoutes: readonly Route[] = [
  defineRoute({
    id: 'listKnownFaults',
    method: 'GET',
    path: '/faults',
    summary: 'Lists every fault there is, with its options',
    answer: z.object({
      faults: z.array(
        z.object({
          name: z.string(),
          summary: z.string(),
          actsOn: z.string(),
          seenInTheWild: z.array(z.string()),
          options: schemaAnswer,
        }),
      ),
    }),
    handle: () => ({
      faults: faults.map(({ name, summary, actsOn, seenInTheWild, options }) => ({
        name,
        summary,
        actsOn,
        seenInTheWild,
        options: z.toJSONSchema(options, { io: 'input', unrepresentable: 'any' }),
      })),
    }),
  }),
  defineRoute({
    id: 'listPresets',
    method: 'GET',
    path: '/presets',
    summary: 'Lists the presets: facts with their sources, variants, policies',
    answer: z.object({
      presets: z.array(
        z.looseObject({
          name: z.string(),
          title: z.string(),
          policy: z.record(z.string(), z.unknown()),
          facts: z.array(
            z.looseObject({ about: z.string(), says: z.string(), confidence: z.string() }),
          ),
        }),
      ),
    }),
    handle: () => ({ presets }),
  }),
];
