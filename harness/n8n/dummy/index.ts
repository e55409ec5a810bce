import { HarnessError } from '../../model/error.ts';
import type { Driver } from '../driver/driver.ts';

/** Shows what a driver needs at least. */
export const dummy: Driver = {
  name: 'dummy',
  forms: ['dummy:<number>'],
  owns: (text) => text.startsWith('dummy:'),
  startsN8n: false,
  parse: async (text) => ({ text, what: text }),
  create: async ({ text }) => {
    throw new HarnessError(
      'dummy-cannot-start',
      `Could not start ${text}: a dummy starts nothing.`,
      { exitCode: 75 },
    );
  },
  capabilities: () => new Set(),
};
