import { z } from 'zod';
import type { PresetChoice } from '../policy/preset-choice.ts';
import type { PresetName } from '../policy/presets/index.ts';
import type { Realm } from '../realm/realm.ts';
import { realmAnswer } from './answers.ts';
import { clockOf } from './clock-routes.ts';
import { ControlError, within } from './control-error.ts';
import { policyInput, presetInput } from './inputs.ts';
import { defineRoute, type Route } from './route.ts';

/** A realm, for an answer. */
function realmOf({
  name,
  seed,
  preset,
  issuer,
  authorizationUrl,
  tokenUrl,
  revocationUrl,
  introspectionUrl,
  userinfoUrl,
  apiUrl,
  policy,
  clients,
  faults,
  clock,
}: Realm): unknown {
  return {
    name,
    seed,
    preset,
    issuer,
    authorizationUrl,
    tokenUrl,
    revocationUrl,
    introspectionUrl,
    userinfoUrl,
    apiUrl,
    policy,
    clients,
    faults,
    clock: clockOf(clock),
  };
}

const usePreset = z.strictObject({ ...presetInput, policy: policyInput.optional() });
const create = z.strictObject({
  ...presetInput,
  name: z.string(),
  preset: presetInput.preset.optional(),
  policy: policyInput.optional().describe('settings; over those of the preset when there is one'),
  seed: z
    .int()
    .min(0)
    .max(2 ** 32 - 1)
    .optional()
    .describe('repeats the random choices of an earlier realm'),
});

/** The provider checks the names, and suggests similar ones. */
function choiceOf({ preset, variant, at, policy }: z.output<typeof usePreset>): PresetChoice {
  return {
    preset: preset as PresetName,
    ...(variant === undefined ? {} : { variant }),
    ...(at === undefined ? {} : { at }),
    ...(policy === undefined ? {} : { policy }),
  };
}

/** The operations on realms and their policies. */
export const realmRoutes: readonly Route[] = [
  defineRoute({
    id: 'listRealms',
    method: 'GET',
    path: '/realms',
    summary: 'Lists the realms, oldest first',
    answer: z.object({ realms: z.array(realmAnswer) }),
    handle: ({ provider }) => ({ realms: provider.realms.map(realmOf) }),
  }),
  defineRoute({
    id: 'createRealm',
    method: 'POST',
    path: '/realms',
    summary: 'Creates a realm from settings, or from a preset with settings over it',
    status: 201,
    body: create,
    answer: realmAnswer,
    handle: ({ provider, body: { name, preset, variant, at, policy = {}, seed } }) => {
      if (preset === undefined && (variant ?? at) !== undefined) {
        throw new ControlError(
          400,
          'bad-request',
          'Could not create the realm: a variant or date without a preset says nothing.',
          { hint: 'Name the preset.', pointer: '/preset' },
        );
      }
      const chosen = preset === undefined ? policy : choiceOf({ preset, variant, at, policy });
      return realmOf(
        within('/policy', () =>
          provider.createRealm(name, chosen, seed === undefined ? {} : { seed }),
        ),
      );
    },
  }),
  defineRoute({
    id: 'readRealm',
    method: 'GET',
    path: '/realms/:realm',
    summary: 'Reads a realm',
    answer: realmAnswer,
    handle: ({ realm }) => realmOf(realm()),
  }),
  defineRoute({
    id: 'dropRealm',
    method: 'DELETE',
    path: '/realms/:realm',
    summary: 'Forgets a realm; open requests to it are closed',
    status: 204,
    handle: ({ provider, realm }) => provider.dropRealm(realm().name),
  }),
  defineRoute({
    id: 'changePolicy',
    method: 'PATCH',
    path: '/realms/:realm/policy',
    summary: 'Changes settings on the running realm',
    body: policyInput,
    answer: realmAnswer,
    handle: ({ realm, body }) => {
      realm().changePolicy(body);
      return realmOf(realm());
    },
  }),
  defineRoute({
    id: 'usePreset',
    method: 'POST',
    path: '/realms/:realm/preset',
    summary: 'Replaces the whole policy by that of a preset',
    body: usePreset,
    answer: realmAnswer,
    handle: ({ realm, body }) => {
      within('/policy', () => realm().usePreset(choiceOf(body)));
      return realmOf(realm());
    },
  }),
  defineRoute({
    id: 'resetRealm',
    method: 'POST',
    path: '/realms/:realm/reset',
    summary: 'Forgets every consent, token and client, heals every fault',
    status: 204,
    handle: ({ realm }) => realm().reset(),
  }),
];
