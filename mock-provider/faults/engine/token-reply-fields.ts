import type { z } from 'zod';
import type { Exchange } from '../../model/exchange.ts';
import type { HttpReply, Reply } from '../../model/reply.ts';
import type { Interceptors } from './define-fault.ts';
import type { FaultContext } from './fault-context.ts';
import { asksWith, type grants } from './token-requests.ts';

/**
 * The fields of a token reply, in their order. They are a list and not an object, so that a field
 * can occur twice.
 */
export type Fields = readonly (readonly [name: string, value: unknown])[];

interface About {
  readonly grants: z.output<ReturnType<typeof grants>>;
}

/** True for a reply that carries tokens which the grant store has committed (RFC 6749 §5.1). */
const handsOutTokens = (exchange: Exchange, reply: Reply): reply is HttpReply =>
  reply.kind === 'http' && reply.status === 200 && exchange.outcome.issued !== undefined;

const isForm = ({ headers }: HttpReply): boolean =>
  headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;

/** The fields of a token reply; none when another fault has left nothing that can be read. */
export function fieldsOf(reply: HttpReply): Fields {
  if (isForm(reply)) return [...new URLSearchParams(reply.body)];
  try {
    const body: unknown = JSON.parse(reply.body);
    return typeof body === 'object' && body !== null ? Object.entries(body) : [];
  } catch {
    return [];
  }
}

export const asForm = (fields: Fields): string =>
  new URLSearchParams(
    fields.map(([name, value]) => [
      name,
      typeof value === 'object' ? JSON.stringify(value) : String(value),
    ]),
  ).toString();

function withFields(reply: HttpReply, fields: Fields): HttpReply {
  return {
    ...reply,
    body: isForm(reply)
      ? asForm(fields)
      : `{${fields.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',')}}`,
  };
}

/**
 * Changes the replies that carry committed tokens. The tokens stay issued. `edit` returns undefined
 * when it changes nothing in a reply.
 */
export function editTokenReply(
  fault: FaultContext,
  about: About,
  edit: (reply: HttpReply, exchange: Exchange) => Reply | undefined,
): Interceptors {
  return {
    async token(exchange, next) {
      const reply = await next();
      if (!asksWith(exchange, about.grants) || !handsOutTokens(exchange, reply)) return reply;
      const edited = edit(reply, exchange);
      return edited !== undefined && fault.claim(exchange) ? edited : reply;
    },
  };
}

/**
 * Changes one field of the replies that carry committed tokens. `edit` returns the fields that take
 * its place. A reply without the field stays as it is.
 */
export function editField(
  fault: FaultContext,
  about: About & { readonly field: string },
  edit: (value: unknown) => Fields,
): Interceptors {
  return editTokenReply(fault, about, (reply) => {
    const fields = fieldsOf(reply);
    if (fields.length === 0) return undefined;
    const edited = withFields(
      reply,
      fields.flatMap(([name, value]) =>
        name === about.field ? edit(value) : [[name, value] as const],
      ),
    );
    return edited.body === reply.body ? undefined : edited;
  });
}
