import { digestOf, digestOfJson, digestOfPairs } from '../../../mock-provider/index.ts';
import type { Asked } from '../../model/event.ts';
import { fillIn, workOf, type ApiCall, type ApiNode } from '../../model/workflow.ts';

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
  fields: Object.keys(call.body ?? {}),
  headers: Object.keys(call.headers),
  values: Object.fromEntries(items.map((item) => [workOf(item, call), valuesOf(call, item)])),
});

/** The same values have another digest in another type of body. */
const bodyDigest = (values: Readonly<Record<string, string>>, { bodyType }: ApiCall): string =>
  bodyType === 'json' ? digestOfJson(values) : digestOfPairs(Object.entries(values));

function valuesOf(call: ApiCall, item: string): Values {
  const asked = Object.entries(fillIn(call.query, item));
  return {
    ...(asked.length === 0 ? {} : { query: digestOfPairs(asked) }),
    ...(call.body === null ? {} : { body: bodyDigest(fillIn(call.body, item), call) }),
    headers: Object.fromEntries(
      Object.entries(fillIn(call.headers, item)).map(([name, value]) => [
        name.toLowerCase(),
        digestOf(value),
      ]),
    ),
  };
}
