import { defineChecker } from '../../model/checker.ts';
import { holds, unknown, violated } from '../../model/finding.ts';
import type { History, RecordedExchange } from '../../model/history.ts';
import { count } from '../views/words.ts';

const TENANT = /\/tenants\/([\w-]+)\/token$/;

/** The tenant that an item belongs to: each item of an execution has one of its own. */
const tenantOfItem = (item: string): string => item.split('.').at(-1) ?? '';

/** The tenant that issued each access token, by the fingerprint of the token. */
const issuers = (history: History): ReadonlyMap<string, string> =>
  new Map(
    history.exchanges().flatMap(({ request, reply }) => {
      const tenant = TENANT.exec(request.path)?.[1];
      const token = reply?.issued?.access?.fingerprint;
      return request.endpoint !== 'token' || token === undefined
        ? []
        : [[token, tenant ?? 'no tenant'] as const];
    }),
  );

/** True for a call that the API carried out with a token of a credential with tenants. */
const isAcceptedFor =
  (credentials: ReadonlySet<string>) =>
  ({ request, reply }: RecordedExchange): boolean =>
    reply?.accepted === true && credentials.has(request.client ?? '');

/** Checks that no item is worked on with the token of another tenant. */
export const itemsGoToTheirTenant = defineChecker({
  name: 'items-go-to-their-tenant',
  judges: 'safety',
  invariant:
    'Where an expression in the token URL picks the tenant of an item, each item is worked on with a token of its own tenant, also after the tokens have expired.',
  basis:
    "RFC 6749 §1.4: a token stands for what one issuer has granted. With the token of another tenant an item is refused, or it reads and writes the other customer's data, and the execution is a success.",
  check(history) {
    const credentials = new Set(
      Object.entries(history.head?.credentials ?? {}).flatMap(([name, { tenants }]) =>
        tenants === true ? [name] : [],
      ),
    );
    if (credentials.size === 0) return holds('No credential of this scenario has tenants.');
    const issuedBy = issuers(history);
    const calls = history.exchanges().filter(isAcceptedFor(credentials));
    if (calls.length === 0) return unknown('The API accepted no call, so no token was used.');
    const wrong = calls.flatMap((call) => {
      const by = issuedBy.get(call.request.presented?.ref?.fingerprint ?? '');
      const of = tenantOfItem(call.request.item ?? '');
      return by === undefined || by === of ? [] : [{ call, by, of }];
    });
    const [first, ...more] = wrong;
    return first === undefined
      ? holds(
          `${count(calls.length, 'call')}, each with a token of its item's tenant.`,
          calls.map(({ request }) => request.n),
        )
      : violated(
          `${count(wrong.length, 'call')} of ${calls.length} with the token of another tenant: the first one, for item ${first.call.request.item ?? ''} of tenant ${first.of}, with one of tenant ${first.by}.`,
          [first.call.request.n, ...more.map(({ call }) => call.request.n)],
        );
  },
});
