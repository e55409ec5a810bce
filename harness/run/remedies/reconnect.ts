import { asRemedy, connectCredential } from '../steps/connect-credential.ts';
import { defineRemedy, noOptions } from './define-remedy.ts';

/** Connects the main credential again and changes nothing else. */
export const reconnect = defineRemedy({
  name: 'reconnect',
  act: 'open the credential and connect the account again',
  options: noOptions,
  apply: (run) => connectCredential(run, 'main', asRemedy(run)),
});
