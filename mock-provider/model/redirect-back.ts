import { empty, type HttpReply } from './reply.ts';

/** Where the user's browser is sent back to, and the state that it has to bring along. */
export interface WayBack {
  readonly redirectUri: string;
  readonly state?: string;
}

/** The answer to an authorization request: a code (RFC 6749 §4.1.2) or an error (§4.1.2.1). */
export type Answer =
  | { readonly code: string; readonly error?: never }
  | { readonly error: string; readonly error_description: string };

/** Redirects the user's browser back to the client with an answer. */
export function redirected({ redirectUri, state }: WayBack, answer: Answer): HttpReply {
  const location = new URL(redirectUri);
  for (const [name, value] of Object.entries(answer)) location.searchParams.append(name, value);
  if (state !== undefined) location.searchParams.append('state', state);
  return {
    ...empty(302, { location: location.href }),
    ...(answer.error === undefined ? {} : { error: answer.error }),
  };
}
