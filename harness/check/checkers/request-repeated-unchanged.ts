import { defineChecker } from '../../model/checker.ts';
import type { Asked, EventOf } from '../../model/event.ts';
import { holds, notLookedAt, violated } from '../../model/finding.ts';
import type { History } from '../../model/history.ts';
import { count, list } from '../views/words.ts';

type Request = EventOf<'request'>;
type Values = NonNullable<Asked['values']>[string];

/** All calls of the API in the order of their arrival, by the item that they are about. */
function callsByItem(history: History): ReadonlyMap<string, readonly [Request, ...Request[]]> {
  const byItem = new Map<string, [Request, ...Request[]]>();
  for (const request of history.of('request')) {
    if (request.endpoint !== 'resource' || request.item === undefined) continue;
    const calls = byItem.get(request.item);
    if (calls === undefined) byItem.set(request.item, [request]);
    else calls.push(request);
  }
  return byItem;
}

/** What the workflow asks for, by item. `n8n execute` works on items that nobody handed out. */
const askedByItem = (history: History): ReadonlyMap<string, Asked> =>
  new Map(
    history
      .of('execution-started')
      .flatMap(({ items, asks = [] }) =>
        [asks]
          .flat()
          .flatMap((asked) =>
            (asked.values === undefined ? items : Object.keys(asked.values)).map(
              (item) => [item, asked] as const,
            ),
          ),
      ),
  );

const sameNames = (one: readonly string[] = [], other: readonly string[] = []): boolean =>
  [...one].toSorted().join('\n') === [...other].toSorted().join('\n');

/** How a call differs from what the workflow asks for. */
function strayed({ method, form, item }: Request, asked: Asked): readonly string[] {
  const values = asked.values?.[item ?? ''];
  const same = (names: boolean, digest: 'queryDigest' | 'bodyDigest', value?: string): boolean =>
    names && (values === undefined || form?.[digest] === value);
  const isQuery = same(sameNames(form?.query, asked.query), 'queryDigest', values?.query);
  const isBody = same(sameNames(form?.fields, asked.fields), 'bodyDigest', values?.body);
  return [
    ...(method === asked.method ? [] : [`${method} instead of ${asked.method}`]),
    ...(isQuery ? [] : ['another query']),
    ...(isBody ? [] : ['another body']),
    ...(lacksHeaders(form, asked) ? ['without a header'] : []),
    ...(strayedHeaders(form, values) ? ['another header'] : []),
  ];
}

/** True when a header that the workflow adds has another value. An older record tells nothing. */
const strayedHeaders = (form: Request['form'], values: Values | undefined): boolean =>
  Object.entries(values?.headers ?? {}).some(
    ([name, value]) => (form?.headers?.[name] ?? value) !== value,
  );

/** True when a call lacks a header that the workflow adds. An older record tells nothing. */
const lacksHeaders = (form: Request['form'], { headers = [] }: Asked): boolean =>
  form?.headers !== undefined &&
  headers.some((name) => form.headers?.[name.toLowerCase()] === undefined);

/** True when two calls differ in a header that the workflow adds. */
const otherHeaders = (first: Request, later: Request, { headers = [] }: Asked): boolean =>
  headers.some(
    (name) =>
      first.form?.headers?.[name.toLowerCase()] !== later.form?.headers?.[name.toLowerCase()],
  );

/** The content type of a call without the boundary, which is another one for each body of parts. */
const mediaType = ({ form }: Request): string | undefined =>
  form?.contentType?.replace(/;\s*boundary=("[^"]*"|[^;]*)/i, '');

/** How a later call for an item differs from the first one. */
function changed(first: Request, later: Request, asked: Asked | undefined): readonly string[] {
  return [
    ...(later.method === first.method ? [] : [`${later.method} after ${first.method}`]),
    ...(later.path === first.path ? [] : ['another path']),
    ...(later.form?.queryDigest === first.form?.queryDigest ? [] : ['another query']),
    ...(later.form?.bodyDigest === first.form?.bodyDigest ? [] : ['another body']),
    ...(mediaType(later) === mediaType(first) ? [] : ['another content type']),
    ...(asked !== undefined && otherHeaders(first, later, asked) ? ['another header'] : []),
  ];
}

/** Checks that a call which is made again after a refresh is the same call. */
export const requestRepeatedUnchanged = defineChecker({
  name: 'request-repeated-unchanged',
  judges: 'safety',
  invariant:
    'Each call of the API is the one that the workflow asks for, with the values of its item, and a call that is made again has the same method, path, query, body, content type and headers of the workflow.',
  basis:
    'A client that builds a refused call anew with its new token must not lose a part of it: an order would be read instead of placed, or placed empty (RFC 9110 §9.2).',
  check(history) {
    const calls = [...callsByItem(history)];
    if (calls.length === 0) return notLookedAt('No call of the API was made.');
    if (!calls.some(([, all]) => all.some(({ form }) => form !== undefined)))
      return notLookedAt('The record does not say how the calls of the API were written down.');
    const asked = askedByItem(history);
    const wrong = calls.flatMap(([item, [first, ...later]]) => {
      const wanted = asked.get(item);
      const differences = [
        ...[first, ...later].flatMap((call) =>
          wanted === undefined ? [] : [{ call, what: strayed(call, wanted) }],
        ),
        ...later.map((call) => ({ call, what: changed(first, call, wanted) })),
      ];
      return differences.flatMap(({ call, what }) =>
        what.length === 0 ? [] : [{ item, n: call.n, what }],
      );
    });
    const [one, ...others] = wrong;
    const repeated = calls.filter(([, all]) => all.length > 1);
    return one === undefined
      ? holds(
          `${count(calls.length, 'item')} asked for as the workflow says, ${repeated.length} of them more than once.`,
          (repeated.length === 0 ? calls : repeated).flatMap(([, all]) => all.map(({ n }) => n)),
        )
      : violated(
          `${count(new Set(wrong.map(({ n }) => n)).size, 'call')} of the API asked for something else: ${list(one.what)} for ${one.item}.`,
          [one.n, ...others.map(({ n }) => n)],
        );
  },
});
