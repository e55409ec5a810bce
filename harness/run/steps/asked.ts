import { digestOf, digestOfJson, digestOfPairs } from '../../../mock-provider/index.ts';
import type { Asked } from '../../model/event.ts';
import {
  FILE_NAME,
  fillIn,
  graphqlBody,
  workOf,
  type ApiCall,
  type ApiNode,
  type BodyType,
} from '../../model/workflow.ts';

type Values = NonNullable<Asked['values']>[string];

/**
 * What the nodes of a workflow ask the API for with each of its items, call by call: names and, as
 * digests, values.
 */
export const askedOf = (nodes: readonly ApiNode[], items: readonly string[]): readonly Asked[] =>
  nodes.flatMap(({ calls }) => calls.map((call) => askedBy(call, items)));

const askedBy = (call: ApiCall, items: readonly string[]): Asked => ({
  method: call.method,
  query: Object.keys(call.query),
  fields: fieldsOf(call),
  headers: Object.keys(call.headers),
  values: Object.fromEntries(items.map((item) => [workOf(item, call), valuesOf(call, item)])),
});

/** Names of the fields of a body. A file that is no part of a form has none. */
function fieldsOf({ body, bodyType }: ApiCall): readonly string[] {
  if (body === null || bodyType === 'file') return [];
  return Object.keys(bodyType === 'graphql' ? graphqlBody(body) : body);
}

type Body = Readonly<Record<string, string>>;

/** The same values have another digest in another type of body. */
const BODY_DIGEST: Readonly<Record<BodyType, (values: Body) => string>> = {
  json: digestOfJson,
  graphql: (values) => digestOfJson(graphqlBody(values)),
  multipart: (values) => digestOfPairs(Object.entries(values)),
  file: (values) => digestOf(Object.values(values).join('')),
  'multipart-file': (values) =>
    digestOfPairs(
      Object.entries(values).map(([name, text]) => [name, `${FILE_NAME}\n${text}`] as const),
    ),
};

function valuesOf(call: ApiCall, item: string): Values {
  const asked = Object.entries(fillIn(call.query, item));
  return {
    ...(asked.length === 0 ? {} : { query: digestOfPairs(asked) }),
    ...(call.body === null ? {} : { body: BODY_DIGEST[call.bodyType](fillIn(call.body, item)) }),
    headers: Object.fromEntries(
      Object.entries(fillIn(call.headers, item)).map(([name, value]) => [
        name.toLowerCase(),
        digestOf(value),
      ]),
    ),
  };
}
