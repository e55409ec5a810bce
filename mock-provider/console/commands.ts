import type { Method } from '../control/route.ts';

/** One request to the control API. A button sends it, and it can be copied as a curl command. */
export interface Command {
  readonly method: Method;
  /** The path below the address of the control API. */
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
}

/** The state in which the tokens of a consent are ended. */
export type Ending = 'revoked' | 'expired';

const at = (realm: string, below = ''): string => `/realms/${encodeURIComponent(realm)}${below}`;
const post = (path: string, body?: Readonly<Record<string, unknown>>): Command => ({
  method: 'POST',
  path,
  ...(body === undefined ? {} : { body }),
});

export const createRealm = (name: string, preset: string): Command =>
  post('/realms', { name, ...(preset === '' ? {} : { preset }) });
export const usePreset = (realm: string, preset: string, variant: string): Command =>
  post(at(realm, '/preset'), { preset, ...(variant === '' ? {} : { variant }) });
export const endFamily = (
  realm: string,
  family: string,
  state: Ending,
  kinds?: readonly string[],
): Command =>
  post(at(realm, '/grants/end'), { state, family, ...(kinds === undefined ? {} : { kinds }) });
export const inject = (
  realm: string,
  name: string,
  options: Readonly<Record<string, unknown>>,
): Command =>
  post(at(realm, '/faults'), { name, ...(Object.keys(options).length === 0 ? {} : { options }) });
export const heal = (realm: string, id: string): Command => ({
  method: 'DELETE',
  path: at(realm, `/faults/${encodeURIComponent(id)}`),
});
export const healAll = (realm: string): Command => ({
  method: 'DELETE',
  path: at(realm, '/faults'),
});
export const advance = (realm: string, by: string): Command =>
  post(at(realm, '/clock'), { advance: by });
export const freeze = (realm: string, frozen: boolean): Command =>
  post(at(realm, '/clock'), { freeze: frozen });
export const skew = (realm: string, clock: string, by: string): Command =>
  post(at(realm, '/clock'), { skew: { clock, by } });
