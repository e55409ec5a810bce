import { randomUUID } from 'node:crypto';
import type { Exchange } from '../model/exchange.ts';
import type { HttpReply } from '../model/reply.ts';
import type { Answer, Situation } from './policy-answers.ts';
import type { Policy } from './policy.ts';
import { wantsJson } from './reply-encoding.ts';

/** The values that replace the placeholders in an answer. */
export interface AnswerFacts {
  /** By the clock of the server that answers, in milliseconds since the epoch. */
  readonly nowMs: number;
  readonly expiredAtMs?: number;
  readonly scope?: string;
}

/**
 * When a policy has no answer for the situation on the left, the answer for the situation on the
 * right is used. Many providers do not tell the two apart.
 */
const FALLBACKS: Readonly<Partial<Record<Situation, Situation>>> = {
  'revoked-access-token': 'expired-access-token',
  'expired-refresh-token': 'dead-refresh-token',
  'revoked-refresh-token': 'dead-refresh-token',
  'reused-refresh-token': 'dead-refresh-token',
  'unknown-refresh-token': 'dead-refresh-token',
};

/**
 * The answer of the policy for a situation, or the given answer of the RFCs when the policy has
 * none.
 */
export function answerFor(
  policy: Policy,
  situation: Situation,
  exchange: Pick<Exchange, 'headers'>,
  facts: AnswerFacts,
  otherwise: HttpReply,
): HttpReply {
  const fallback = FALLBACKS[situation];
  const answer =
    policy.answers[situation] ?? (fallback === undefined ? undefined : policy.answers[fallback]);
  return answer === undefined
    ? otherwise
    : rendered(answer, facts, encodingOf(answer, policy, exchange), otherwise.error);
}

function encodingOf(
  { contentType }: Answer,
  policy: Policy,
  exchange: Pick<Exchange, 'headers'>,
): Exclude<Answer['contentType'], 'as-token-reply'> {
  if (contentType !== 'as-token-reply') return contentType;
  return wantsJson(policy, exchange) ? 'json' : 'form';
}

const TYPES = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded; charset=utf-8',
  text: 'text/plain; charset=utf-8',
  html: 'text/html; charset=utf-8',
} as const;

function rendered(
  answer: Answer,
  facts: AnswerFacts,
  encoding: keyof typeof TYPES,
  rfcError: string | undefined,
): HttpReply {
  const body = filled(answer.body, facts);
  const text =
    encoding === 'form' && isRecord(body)
      ? new URLSearchParams(
          Object.entries(body).map(([name, value]) => [name, String(value)]),
        ).toString()
      : typeof body === 'string'
        ? body
        : JSON.stringify(body);
  const told = isRecord(body) && typeof body.error === 'string' ? body.error : undefined;
  const error = told ?? rfcError;
  return {
    kind: 'http',
    status: answer.status,
    headers: { 'content-type': TYPES[encoding], 'cache-control': 'no-store', ...answer.headers },
    body: text,
    ...(error === undefined ? {} : { error }),
  };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Replaces the placeholders in every text within a value. A text that consists of a single numeric
 * placeholder becomes a number.
 */
function filled(value: unknown, facts: AnswerFacts): unknown {
  if (Array.isArray(value)) return value.map((item) => filled(item, facts));
  if (isRecord(value))
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, filled(item, facts)]),
    );
  if (typeof value !== 'string' || !value.includes('{{')) return value;
  const { nowMs, expiredAtMs = nowMs, scope = '' } = facts;
  const stands: Readonly<Record<string, string>> = {
    now: new Date(nowMs).toISOString(),
    now_seconds: String(Math.floor(nowMs / 1_000)),
    expired_at: new Date(expiredAtMs).toISOString(),
    seconds_since_expiry: String(Math.max(0, Math.floor((nowMs - expiredAtMs) / 1_000))),
    scope,
    uuid: randomUUID(),
  };
  const text = value.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => stands[name] ?? whole);
  return /^\{\{(now_seconds|seconds_since_expiry)\}\}$/.test(value) ? Number(text) : text;
}
