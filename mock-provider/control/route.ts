import type { IncomingMessage, ServerResponse } from 'node:http';
import type { z } from 'zod';
import { explainIssue, pointerOf } from '../model/zod-issue.ts';
import type { Provider } from '../realm/provider.ts';
import type { Realm } from '../realm/realm.ts';
import { ControlError } from './control-error.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** A request for a route, before its query and body are checked. */
export interface Incoming {
  readonly provider: Provider;
  /** The values in the path for the route's `:names`. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** The raw request and response, for a route that streams. */
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** A request whose query and body were checked by the schemas of its route. */
export interface Call<B, Q> extends Omit<Incoming, 'query' | 'body'> {
  readonly query: Q;
  readonly body: B;
  /** The realm that the path names. @throws ControlError 404 */
  realm(): Realm;
}

/** One operation of the control API: its description and the function that carries it out. */
export interface Route {
  readonly id: string;
  readonly method: Method;
  /** The path below the prefix. `:name` stands for one segment. */
  readonly path: string;
  readonly summary: string;
  /** Status of a successful answer. The default is 200. */
  readonly status?: 200 | 201 | 204;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Schema of the answer. A route with status 204 has none. */
  readonly answer?: z.ZodType;
  /** True when the route itself writes a stream of events as its answer. */
  readonly streams?: boolean;
  run(incoming: Incoming): unknown;
}

type Declaration<B extends z.ZodType, Q extends z.ZodObject> = Omit<
  Route,
  'run' | 'body' | 'query'
> & {
  readonly body?: B;
  readonly query?: Q;
  handle(call: Call<z.output<B>, z.output<Q>>): unknown;
};

/** Declares an operation of the control API. */
export function defineRoute<B extends z.ZodType, Q extends z.ZodObject>({
  handle,
  ...route
}: Declaration<B, Q>): Route {
  const { body, query } = route;
  return {
    ...route,
    run(incoming) {
      // The casts are safe: a route without a schema for body or query has a handler that does not
      // use it.
      const checked = {
        query: (query === undefined
          ? {}
          : parse(query, incoming.query, Object.keys(query.shape))) as z.output<Q>,
        body: (body === undefined
          ? undefined
          : parse(
              body,
              incoming.body,
              'shape' in body ? Object.keys(body.shape as object) : [],
            )) as z.output<B>,
      };
      return handle({ ...incoming, ...checked, realm: () => realmOf(incoming) });
    },
  };
}

function parse(schema: z.ZodType, input: unknown, known: readonly string[]): unknown {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const reason =
    issue === undefined ? 'it makes no sense' : explainIssue(issue, known).replace(/\.$/, '');
  throw new ControlError(400, 'bad-request', `Could not read the request: ${reason}.`, {
    hint:
      known.length === 0 ? 'See openapi.json.' : `Known are ${known.join(', ')}; see openapi.json.`,
    pointer: issue === undefined ? '' : pointerOf(issue),
  });
}

function realmOf({ provider, parameters }: Incoming): Realm {
  const name = parameters['realm'] ?? '';
  const realm = provider.realm(name);
  if (realm !== undefined) return realm;
  throw new ControlError(
    404,
    'unknown-realm',
    `Could not find realm '${name}': there is none of that name.`,
    { hint: `The realms are ${provider.realms.map((one) => one.name).join(', ') || 'none'}.` },
  );
}
