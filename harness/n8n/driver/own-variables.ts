import { createHmac } from 'node:crypto';
import { OWN_VARIABLES, type Variables } from '../../model/own-variables.ts';

/**
 * The variables that expressions of an n8n can read. They follow from its encryption key, so that
 * they are the same after a restart and in each of its processes, and in no other n8n.
 */
export const ownVariables = (encryptionKey: string): Variables =>
  Object.fromEntries(
    Object.values(OWN_VARIABLES).map((name) => [
      name,
      createHmac('sha256', encryptionKey).update(name).digest('base64url'),
    ]),
  );
