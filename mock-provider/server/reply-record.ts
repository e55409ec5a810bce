import type { Exchange } from '../model/exchange.ts';
import type { ReplyRecord } from '../model/records.ts';
import type { HttpReply, Reply } from '../model/reply.ts';
import type { SecretIndex } from '../store/secret-index.ts';
import type { Written } from '../wire/write-reply.ts';
import { membersTold } from './members-told.ts';
import type { ValueDigests } from './value-digests.ts';
import { wordsTold } from './words-told.ts';

/** The HTTP answer within a reply, if there is one. */
export function httpOf(reply: Reply): HttpReply | undefined {
  if (reply.kind === 'http') return reply;
  return reply.kind === 'truncate' || reply.kind === 'drip' ? reply.reply : undefined;
}

/**
 * How many seconds a `Retry-After` header asks for. The header has a number, or a date by the clock
 * of the server that sent it (RFC 9110 §10.2.3). Of a date not even half a second is rounded away:
 * who asks again at that moment has waited as long as it was told to.
 */
function retryAfterSeconds(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined || header === '') return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - nowMs) / 1_000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}

/**
 * The life of the access token in seconds, as a token reply tells it (RFC 6749 §5.1): a number, or
 * a number in a text. Undefined when the reply does not say, or cannot be read.
 */
function expiresInSeconds({ body, headers }: HttpReply): number | undefined {
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  const told = isForm === true ? new URLSearchParams(body).get('expires_in') : memberOf(body);
  const seconds = typeof told === 'string' && told !== '' ? Number(told) : told;
  return typeof seconds === 'number' && Number.isFinite(seconds) ? seconds : undefined;
}

function memberOf(body: string): unknown {
  try {
    const parsed: unknown = JSON.parse(body.replace(/^\uFEFF/, ''));
    return typeof parsed === 'object' && parsed !== null && 'expires_in' in parsed
      ? parsed.expires_in
      : undefined;
  } catch {
    return undefined;
  }
}

/** What the realm knows that a record of a reply needs. */
interface Known {
  readonly nowMs: number;
  readonly digests: ValueDigests;
  readonly secrets: Pick<SecretIndex, 'find'>;
}

/** The record of how an exchange ended. */
export function replyRecord(
  { record, outcome }: Exchange,
  reply: Reply,
  written: Written,
  { nowMs, digests, secrets }: Known,
): ReplyRecord {
  const http = httpOf(reply);
  const words = http === undefined ? undefined : wordsTold(http);
  const members =
    http === undefined || outcome.issued === undefined ? undefined : membersTold(http, digests);
  const retryAfter = retryAfterSeconds(http?.headers['retry-after'], nowMs);
  const expiresIn =
    http === undefined || outcome.issued === undefined ? undefined : expiresInSeconds(http);
  const contentType = http?.headers['content-type'];
  return {
    exchange: record.exchange,
    endpoint: record.endpoint,
    ...written,
    ...(http === undefined ? {} : { status: http.status }),
    ...(http?.error === undefined ? {} : { error: http.error }),
    ...(words === undefined || secrets.find(words).length > 0 ? {} : { says: words }),
    ...(contentType === undefined ? {} : { contentType }),
    ...(retryAfter === undefined ? {} : { retryAfterSeconds: retryAfter }),
    ...(outcome.issued === undefined ? {} : { issued: outcome.issued }),
    ...(expiresIn === undefined ? {} : { expiresInSeconds: expiresIn }),
    ...(members === undefined ? {} : { members }),
    ...(outcome.accepted === undefined ? {} : { accepted: outcome.accepted }),
    ...(outcome.mistake === undefined ? {} : { mistake: outcome.mistake }),
    ...(outcome.receipt === undefined ? {} : { receipt: outcome.receipt }),
    faults: [...outcome.faults],
  };
}
