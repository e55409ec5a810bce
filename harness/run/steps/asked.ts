import { digestOf, digestOfJson, digestOfPairs } from '../../../mock-provider/index.ts';
import type { EventOf } from '../../model/event.ts';
import { fillIn, type BodyType, type WorkflowPlan } from '../../model/workflow.ts';

type Asked = NonNullable<EventOf<'execution-started'>['asks']>;
type Values = NonNullable<Asked['values']>[string];

/** What a workflow asks the API for with each of its items: names and, as digests, values. */
export function askedOf(
  plan: Pick<WorkflowPlan, 'method' | 'query' | 'headers' | 'body' | 'bodyType'>,
  items: readonly string[],
): Asked {
  const { method, query, headers, body } = plan;
  return {
    method,
    query: Object.keys(query),
    fields: Object.keys(body ?? {}),
    headers: Object.keys(headers),
    values: Object.fromEntries(items.map((item) => [item, valuesOf(plan, item)])),
  };
}

/** The same values have another digest in another type of body. */
const bodyDigest = (values: Readonly<Record<string, string>>, type: BodyType): string =>
  type === 'json' ? digestOfJson(values) : digestOfPairs(Object.entries(values));

function valuesOf(
  { query, headers, body, bodyType }: Parameters<typeof askedOf>[0],
  item: string,
): Values {
  const asked = Object.entries(fillIn(query, item));
  return {
    ...(asked.length === 0 ? {} : { query: digestOfPairs(asked) }),
    ...(body === null ? {} : { body: bodyDigest(fillIn(body, item), bodyType) }),
    headers: Object.fromEntries(
      Object.entries(fillIn(headers, item)).map(([name, value]) => [
        name.toLowerCase(),
        digestOf(value),
      ]),
    ),
  };
}
