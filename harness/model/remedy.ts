/** What an operator does by hand, as the guide and n8n's own messages tell them to. */
export const REMEDIES = {
  reconnect: 'open the credential and connect the account again',
  recreate: 'delete the credential, create it anew, connect it and put it into the workflow',
  'edit-scope': 'put the scope the API needs into the credential, then connect the account again',
  'sync-clock': 'set the wrong clock right',
  'retry-on-fail': 'switch Retry On Fail on at the failing node',
  restart: 'restart n8n',
} as const;

export type RemedyName = keyof typeof REMEDIES;
