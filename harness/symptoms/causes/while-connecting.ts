import { isUnder, type Cause, type Failure } from './cause.ts';

const isConnect = ({ of }: Failure): boolean => of.kind === 'connect';

const callbackOf = ({ of }: Failure): string | undefined =>
  of.kind === 'callback' ? of.callback.kind : undefined;

const sentBack = (failure: Failure): string | undefined =>
  isConnect(failure) && failure.exchange?.request.endpoint !== 'token'
    ? failure.exchange?.reply?.error
    : undefined;

/** Causes of a connect that failed. */
export const WHILE_CONNECTING: readonly Cause[] = [
  {
    id: 'consent-refused',
    says: 'The user, or a rule of the provider, refused the consent.',
    basis: 'RFC 6749 §4.1.2.1, access_denied',
    act: 'Connect once more and consent; where an administrator has to allow the app, ask there.',
    tell: 'The address of the page that ended it has error=access_denied.',
    shows: (failure) => sentBack(failure) === 'access_denied',
  },
  {
    id: 'authorization-refused',
    says: 'The provider refuses the authorization request before anybody could consent.',
    basis: 'RFC 6749 §4.1.2.1',
    act: 'Put right what the code names: the client id, the scope, or the authorization URL and tenant in the credential.',
    tell: 'The address of the page that ended it has an error other than access_denied.',
    shows: (failure) => sentBack(failure) !== undefined,
  },
  {
    id: 'code-refused',
    says: 'The provider refuses the authorization code: it was used before, is too old, or was made for another address.',
    basis: 'RFC 6749 §5.2, invalid_grant',
    act: 'Connect once more. Where it stays so, compare the redirect URL in the credential with the one registered at the provider.',
    tell: 'The refusal comes at the end of a connect, after the consent.',
    shows: (failure) => isConnect(failure) && failure.rules[0] === 'refresh-token-refused',
  },
  {
    id: 'login-lost',
    says: 'The browser that came back from the provider is not logged in to n8n.',
    basis: "n8n's callback asks for the login of the user who began",
    act: 'Log in to n8n in the same browser, under the same address, and connect once more.',
    tell: 'n8n asks for a login in another tab; or it is open under another host name than that of its callback URL.',
    shows: (failure) => ['sessionless', 'logged-out'].includes(callbackOf(failure) ?? ''),
  },
  {
    id: 'callback-without-state',
    says: 'The address that the browser came back to lacks the code or the state.',
    basis: 'RFC 6749 §4.1.2',
    act: 'Connect once more, begun in n8n; look for a proxy that cuts long addresses.',
    tell: 'The address of the page has no `state` or no `code`.',
    shows: (failure) => callbackOf(failure) === 'stateless',
  },
  {
    id: 'state-not-ours',
    says: 'The state that came back is not the one of the last connect that was begun on this credential.',
    basis: 'RFC 6749 §10.12',
    act: 'Close other windows of the provider, and connect once more from the credential.',
    tell: 'Connecting was begun twice, the page was loaded again, or the address is an old one.',
    shows: (failure) =>
      ['forged', 'replayed'].includes(callbackOf(failure) ?? '') ||
      (isConnect(failure) && failure.exchange === undefined && !isUnder(failure, 'database/')),
  },
  {
    id: 'consent-not-saved',
    says: "The provider gave tokens for the new consent, and n8n's database could not keep them.",
    basis: 'RFC 6749 §4.1.4',
    act: 'Put the database right, and connect once more.',
    tell: "n8n's log names the database at that moment.",
    shows: (failure) =>
      isConnect(failure) && failure.rules.length === 0 && isUnder(failure, 'database/'),
  },
];
