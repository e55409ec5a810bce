import { connectCredential } from '../steps/connect-credential.ts';
import type { Remedy } from './define-remedy.ts';

/** Connects the main credential's account again; everything else stays. */
export const reconnect: Remedy = {
  name: 'reconnect',
  apply: (run) => connectCredential(run, 'main'),
};
