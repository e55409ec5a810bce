import type { EventOf } from '../../harness/model/event.ts';
import { formatDuration } from './format-duration.ts';
import { tokenName } from './token-name.ts';

const ENDPOINTS: Readonly<Record<string, string>> = {
  authorize: 'the authorization endpoint',
  token: 'the token endpoint',
  revoke: 'the revocation endpoint',
  userinfo: 'the userinfo endpoint',
  discovery: 'the discovery document',
  jwks: 'the key set',
  orders: 'what there is to do',
  resource: 'the API',
};

const endpointName = (endpoint: string): string =>
  ENDPOINTS[endpoint] ?? 'an address the provider does not have';

function presentedText({ presented }: EventOf<'request'>): string {
  if (presented === undefined) return '';
  if (presented.standing === 'absent') return `, with no ${presented.kind} token`;
  if (presented.ref === undefined)
    return presented.kind === 'code'
      ? `, with an authorization code (${presented.standing})`
      : `, with an unknown ${presented.kind} token`;
  const standing = presented.standing === 'spent-in-grace' ? 'spent, in grace' : presented.standing;
  return `, with ${tokenName(presented.ref)} (${standing})`;
}

const GRANTS: Readonly<Record<string, string>> = {
  refresh_token: 'refresh',
  authorization_code: 'code exchange',
  client_credentials: 'client credentials',
};

function describeRequest(request: EventOf<'request'>): string {
  const { endpoint, grantType, method, item, path } = request;
  const call =
    endpoint === 'resource' ? `${method} ${item === undefined ? path : `item ${item}`} at ` : '';
  const grant = grantType === undefined ? '' : `${GRANTS[grantType] ?? `grant ${grantType}`} at `;
  const what = call === '' && grant === '' ? ' at ' : `: ${call}${grant}`;
  return `Request ${request.exchange}${request.sender === undefined ? '' : ` from ${request.sender}`}${what}${endpointName(endpoint)}${presentedText(request)}.`;
}

const LOST = {
  reset: 'the connection was reset',
  hang: 'no answer came',
  truncated: 'the answer was cut off',
  'aborted-by-client': 'the client gave up waiting',
} as const;

function answerText(reply: EventOf<'reply'>): string {
  const status = reply.status === undefined ? '' : String(reply.status);
  if (reply.outcome !== 'http')
    return `${LOST[reply.outcome]}${status === '' ? '' : ` (status ${status})`}`;
  const wait =
    reply.retryAfterSeconds === undefined
      ? ''
      : `, come back in ${formatDuration(reply.retryAfterSeconds * 1_000)}`;
  return `${status === '' ? 'answered' : status}${reply.error === undefined ? '' : ` ${reply.error}`}${reply.says === undefined ? '' : ` "${reply.says}"`}${wait}`;
}

function issuedText({ issued, delivered }: EventOf<'reply'>): string {
  const tokens = [issued?.access, issued?.refresh].flatMap((token) =>
    token === undefined ? [] : [tokenName(token)],
  );
  if (tokens.length === 0) return '';
  return delivered
    ? `; issued ${tokens.join(' and ')}`
    : `; the provider had issued ${tokens.join(' and ')}, which the client never learnt`;
}

function describeReply(reply: EventOf<'reply'>): string {
  const faults = reply.faults.length === 0 ? '' : ` [fault ${reply.faults.join(', ')}]`;
  return `Reply ${reply.exchange} from ${endpointName(reply.endpoint)}: ${answerText(reply)}${issuedText(reply)}.${faults}`;
}

/** A request or a reply as a sentence. */
export const describeExchange = (event: EventOf<'request'> | EventOf<'reply'>): string =>
  event.type === 'request' ? describeRequest(event) : describeReply(event);
