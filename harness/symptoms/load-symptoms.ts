import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HarnessError } from '../model/error.ts';
import { symptomsSchema, type Symptoms } from './symptoms.ts';

const FILE = 'symptoms.json';

/**
 * The recorded symptoms of a folder of scenarios.
 * @throws HarnessError `symptoms-invalid`
 */
export function loadSymptoms(folder: string): Symptoms {
  try {
    return symptomsSchema.parse(JSON.parse(readFileSync(join(folder, FILE), 'utf8')));
  } catch (cause) {
    throw new HarnessError(
      'symptoms-invalid',
      `Could not load ${FILE}: it is missing, or holds no recorded symptoms.`,
      { hint: 'Write it again: npm run symptoms -- RUN…', cause },
    );
  }
}
