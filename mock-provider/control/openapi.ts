import { z } from 'zod';
import { errorAnswer } from './answers.ts';
import type { Route } from './route.ts';

type Json = Readonly<Record<string, unknown>>;

const REFUSALS: Readonly<Record<string, string>> = {
  400: 'The request makes no sense',
  401: 'The control token is missing or wrong',
  403: 'The Host or Origin is not allowed',
  404: 'There is no such thing',
  409: 'The name is taken',
  413: 'The body is longer than 1 MiB',
  415: 'The body is not JSON',
};

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...shown } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return shown;
}

const content = (schema: Json, type = 'application/json'): Json => ({
  content: { [type]: { schema } },
});

/** The OpenAPI 3.1 document of a table of routes. The same table answers the requests. */
export function openapiOf(
  routes: readonly Route[],
  server: { readonly url: string; readonly secured: boolean },
): Json {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes)
    (paths[route.path.replaceAll(/:(\w+)/g, '{$1}')] ??= {})[route.method.toLowerCase()] =
      operationOf(route);
  return {
    openapi: '3.1.0',
    info: { title: 'Control API of the mock OAuth2 provider', version: '1' },
    servers: [{ url: server.url }],
    ...(server.secured ? { security: [{ token: [] }] } : {}),
    paths,
    components: {
      ...(server.secured ? { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } } : {}),
      schemas: { Error: schemaOf(errorAnswer, 'output') },
    },
  };
}

function operationOf({
  id,
  path,
  summary,
  status = 200,
  query,
  body,
  answer,
  streams = false,
}: Route): Json {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const inQuery = Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    schema: schemaOf(schema as z.ZodType, 'output'),
  }));
  const answered = streams
    ? content({ type: 'string' }, 'text/event-stream')
    : answer === undefined
      ? {}
      : content(schemaOf(answer, 'output'));
  return {
    operationId: id,
    summary,
    parameters: [...inPath, ...inQuery],
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, ...content(schemaOf(body, 'input')) } }),
    responses: {
      [status]: { description: summary, ...answered },
      ...Object.fromEntries(
        Object.entries(REFUSALS).map(([code, description]) => [
          code,
          { description, ...content({ $ref: '#/components/schemas/Error' }) },
        ]),
      ),
    },
  };
}
