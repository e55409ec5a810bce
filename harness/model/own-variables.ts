/**
 * Names of the environment variables that the harness gives to every n8n it starts, for expressions
 * in the fields of a credential.
 */
export const OWN_VARIABLES = {
  clientSecret: 'OAUTH_CHAOS_CLIENT_SECRET',
} as const;

/** Their values, by name. */
export type Variables = Readonly<Record<string, string>>;

/** True for an expression of n8n that reads environment variables. */
export const readsVariables = (text: string): boolean => text.includes('$env.');
