import { callsOf } from '../../check/views/calls-of.ts';
import { renewalsOfCredential } from '../../check/views/failing-exchanges.ts';
import { takenAway } from '../../check/views/taken-away.ts';
import { byRule, isUnder, wentOnWithout, type Cause, type Failure } from './cause.ts';

const hasNoToken = byRule('no-access-token');

/** True when a token reply, of which n8n has made nothing usable, had come before a failure. */
const gotSuccess = ({ history, of }: Failure): boolean =>
  of.kind === 'execution' &&
  renewalsOfCredential(history, { ...of.interval, from: 0 }).some(
    ({ reply }) => reply?.delivered === true && (reply.status ?? 0) < 300,
  );

/** True when Redis lost what it held while an execution ran. */
const lostRedis = ({ history, of }: Failure): boolean =>
  of.kind === 'execution' &&
  history
    .of('fault')
    .some(
      ({ fault, state, n }) =>
        fault.startsWith('redis/') && state === 'met' && n > of.interval.from && n < of.interval.to,
    );

/** Causes that lie with n8n, its database, or what it has stored. */
export const IN_N8N: readonly Cause[] = [
  {
    id: 'redis-lost',
    says: 'Redis went away or restarted while the execution ran, and with it the job of the queue.',
    basis: "n8n's queue mode holds jobs and locks in Redis",
    act: 'Put Redis right, and run again what was under way; look afterwards whether the credential still works.',
    tell: "n8n's log names Redis at that moment, and executions of workflows without this credential fail, too.",
    shows: lostRedis,
  },
  {
    id: 'tokens-not-saved',
    says: "The provider gave new tokens, and n8n's database could not keep them.",
    basis: 'RFC 6749 §6: the old refresh token may be spent already',
    act: 'Put the database right (locked by another writer, read-only, disk full, down), and run the workflow again; where the refresh token is then refused, connect the account again.',
    tell: "n8n's log names the database at that moment, and the provider's log shows a refresh that succeeded.",
    shows: byRule('tokens-not-saved'),
  },
  {
    id: 'no-refresh-token',
    says: 'The access token has expired, and there is no refresh token to get another one with.',
    basis: 'RFC 6749 §5.1: refresh_token is optional',
    act: 'Have the provider give one (offline_access, access_type=offline, prompt=consent, a setting of the app), and connect the account again.',
    tell: 'It works after each connect for as long as an access token lives, and the provider never sees a refresh.',
    shows: byRule('no-refresh-token'),
  },
  {
    id: 'disconnected',
    says: 'Somebody has disconnected the account from the credential.',
    basis: 'RFC 7009 §1',
    act: 'Connect the account again, if it is still wanted.',
    tell: 'The credential shows no connected account, and nobody saw a failed refresh before.',
    shows: (failure) =>
      hasNoToken(failure) &&
      takenAway(failure.history, failure.credential, failure.to)?.how === 'disconnected',
  },
  {
    id: 'token-reply-without-access-token',
    says: 'A token reply brought no usable access token; n8n took it all the same, and went on with that or with the old one.',
    basis: 'RFC 6749 §5.1: access_token is required',
    act: 'Run the workflow again; where it stays so, connect the account again.',
    tell: "The account still shows as connected, it worked until a refresh, and the provider's log shows a refresh that succeeded.",
    shows: (failure) =>
      (hasNoToken(failure) && gotSuccess(failure)) ||
      (byRule('no-token-reply', 'api-refuses-token')(failure) && wentOnWithout(failure)),
  },
  {
    id: 'no-access-token',
    says: 'No access token is stored.',
    basis: 'RFC 6749 §1.4',
    act: 'Connect the account again.',
    tell: 'The stored credential has no token data, though it was connected.',
    shows: hasNoToken,
  },
  {
    id: 'never-connected',
    says: 'Nobody has connected the account yet, or the attempt to connect failed.',
    basis: 'RFC 6749 §4.1',
    act: 'Connect the account.',
    tell: 'The credential has never worked.',
    shows: byRule('never-connected'),
  },
  {
    id: 'credential-deleted',
    says: 'The credential that the workflow names was deleted.',
    basis: 'n8n names credentials in workflows by their id',
    act: 'Create the credential anew, connect it, and choose it in the nodes of the workflow.',
    tell: 'The credential is not in the list of credentials.',
    shows: byRule('credential-deleted'),
  },
  {
    id: 'credentials-unreadable',
    says: 'n8n cannot decrypt its stored credentials: they were encrypted with another key.',
    basis: "n8n's N8N_ENCRYPTION_KEY, and the settings file in its user folder",
    act: 'Give n8n the key that it had before, on every process (main, workers, webhooks). Connect nothing until then: what is stored is still good.',
    tell: 'Every credential of this n8n fails at once, also those without OAuth, since a restart or a move.',
    shows: (failure) => failure.exchange === undefined && isUnder(failure, 'n8n/other-key'),
  },
  {
    id: 'certificate-refused',
    says: 'n8n does not trust the certificate of the server, so nothing was sent.',
    basis: 'RFC 6749 §10.9',
    act: 'Give the server a certificate that n8n trusts, or n8n the authority that signed it (NODE_EXTRA_CA_CERTS).',
    tell: 'The provider has no request in its log, and a browser on the host of n8n warns of the certificate.',
    shows: (failure) =>
      isUnder(failure, 'tls/') &&
      (failure.rules.length === 0 || failure.rules.includes('token-endpoint-not-reached')),
  },
];

/** What is left when nothing else fits. */
export const BEFORE_ANY_CALL: Cause = {
  id: 'failed-before-any-call',
  says: 'The node failed before it called anything; OAuth has nothing to do with it.',
  basis: 'no request arrived at the API or at the token endpoint',
  act: 'Look at the parameters and the input of the node, and for a known mistake of this version of n8n. Nothing in the credential is wrong.',
  tell: 'Neither the API nor the token endpoint has seen a request, and no fault was in force.',
  shows: ({ of, rules, exchange, history }) =>
    of.kind === 'execution' &&
    rules.length === 0 &&
    exchange === undefined &&
    callsOf(history, of.interval).length === 0,
};
