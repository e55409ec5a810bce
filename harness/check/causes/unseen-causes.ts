import type { CauseRule } from './cause-rule.ts';
import { BLAMES, LINE, ONLY_RECONNECT } from './cause-words.ts';

/** The cause when an expired access token cannot be replaced because there is no refresh token. */
export const NO_REFRESH_TOKEN: CauseRule = {
  id: 'no-refresh-token',
  cause: 'there is no refresh token',
  shows: () => false,
  ...ONLY_RECONNECT,
  helps: [/offline.?access/i],
};

/** A cause that only the client saw: a request for new tokens that did not reach the provider. */
export const UNREACHED: CauseRule = {
  id: 'token-endpoint-not-reached',
  cause: 'the token endpoint was not reached',
  shows: () => false,
  helps: [LINE, /certificate|\bTLS\b|\bSSL\b|\bDNS\b|resolve/i],
  codeHelps: false,
  misleads: BLAMES,
  owed: 'the line to the provider is to blame',
};

/** The cause when the client received new tokens and could not save them. */
export const DATABASE: CauseRule = {
  id: 'tokens-not-saved',
  cause: 'the database could not keep the new tokens',
  shows: () => false,
  helps: [
    /database|sqlite|postgres|read.?only|\blocked|\bdisk|could not be saved|connection terminated|\bECONN/i,
  ],
  codeHelps: false,
  misleads: [],
  owed: 'a text about the provider or the credential would send the reader to the wrong place',
};

/** The cause when nobody has connected the account yet. */
export const NEVER_CONNECTED: CauseRule = {
  id: 'never-connected',
  cause: 'the account was never connected',
  shows: () => false,
  ...ONLY_RECONNECT,
  helps: [/\b(?:not|never|un-?)(?: (?:yet|been|been yet))? ?connected\b|\bconnect (?:it|first)\b/i],
  owed: 'the account has to be connected first, so the text has to say that',
};

/** The cause when nothing is left to call the API with. It lasts until somebody acts. */
export const NOTHING_LEFT: CauseRule = {
  id: 'no-access-token',
  cause: 'no access token is stored',
  shows: () => false,
  ...ONLY_RECONNECT,
  helps: [],
};

/** The cause when an operator has deleted the credential that a workflow names. */
export const DELETED: CauseRule = {
  id: 'credential-deleted',
  cause: 'the credential was deleted',
  shows: () => false,
  helps: [/does not exist|no longer exists|not (?:be )?found|deleted|\bgone\b|missing/i],
  codeHelps: false,
  misleads: [],
  owed: 'the credential is gone, and the workflow needs another one',
};
