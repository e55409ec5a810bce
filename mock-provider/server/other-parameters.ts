import { digestOf } from '../model/digest.ts';
import type { EndpointName, RequestRecord } from '../model/records.ts';
import type { RealmState } from '../realm/realm-state.ts';

/**
 * Parameters that RFC 6749, RFC 7636, RFC 7521 and RFC 8628 define at the two endpoints. What
 * others define (`prompt`, `audience`, `resource`) only some providers know, so clients are told to
 * send it.
 */
const DEFINED: Readonly<Partial<Record<EndpointName, ReadonlySet<string>>>> = {
  authorize: new Set([
    'response_type',
    'client_id',
    'redirect_uri',
    'scope',
    'state',
    'code_challenge',
    'code_challenge_method',
  ]),
  token: new Set([
    'grant_type',
    'client_id',
    'client_secret',
    'client_assertion',
    'client_assertion_type',
    'redirect_uri',
    'code',
    'code_verifier',
    'device_code',
    'refresh_token',
    'scope',
  ]),
};

/** What a request says beyond the parameters of the RFCs. What holds a secret is left out. */
export function othersOf(
  { secrets }: RealmState,
  endpoint: EndpointName,
  parameters: ReadonlyMap<string, string>,
): Pick<RequestRecord, 'others'> {
  const defined = DEFINED[endpoint];
  const others = [...parameters].filter(
    ([name, value]) =>
      defined?.has(name) === false && secrets.find(`${name} ${value}`).length === 0,
  );
  return others.length === 0
    ? {}
    : { others: Object.fromEntries(others.map(([name, value]) => [name, digestOf(value)])) };
}
