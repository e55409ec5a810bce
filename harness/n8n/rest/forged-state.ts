import { z } from 'zod';

const stateSchema = z.looseObject({ token: z.string() });

/**
 * A state that n8n never made, of the same shape as one that it made: n8n's is Base64 of JSON, and
 * `token` in it proves where it comes from. A text of another shape would be refused whether or not
 * the proof is looked at.
 */
export function forgedState(state: string): string {
  try {
    const read = stateSchema.parse(JSON.parse(Buffer.from(state, 'base64').toString()));
    const forged = { ...read, token: reversed(read.token) };
    return Buffer.from(JSON.stringify(forged)).toString('base64');
  } catch {
    return reversed(state);
  }
}

const reversed = (text: string): string => [...text].toReversed().join('');
