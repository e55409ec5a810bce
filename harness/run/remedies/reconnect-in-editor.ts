import { asRemedy } from '../steps/connect-credential.ts';
import { connectInEditor } from '../steps/connect-in-editor.ts';
import { defineRemedy, noOptions } from './define-remedy.ts';

/** Connects the main credential again in n8n's editor, in a browser, and changes nothing else. */
export const reconnectInEditor = defineRemedy({
  name: 'reconnect-in-editor',
  act: "open the credential in n8n's editor, connect the account again there, and pass the provider's page",
  options: noOptions,
  requires: ['browser'],
  apply: (run) => connectInEditor(run, 'main', asRemedy(run)),
});
