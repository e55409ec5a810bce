import {
  advance,
  begin,
  coverPairs,
  defineFamily,
  execute,
  finish,
  heal,
  hold,
  observe,
  pairsInWords,
  release,
  type Scenario,
  type Step,
} from '../harness/index.ts';
import {
  AUTHENTICATIONS,
  DIMENSIONS,
  FAULTS,
  GRANTS,
  HELD,
  IMPOSSIBLE,
  MOMENTS,
  ROTATIONS,
  TOGETHER,
  WORKFLOWS,
  type Chosen,
} from './combination-parts.ts';

const { combinations, coverage } = await coverPairs({
  seed: 8,
  dimensions: DIMENSIONS,
  impossible: IMPOSSIBLE,
});

/** What the combinations cover, for the docs. */
export { coverage };

const cannotBe = coverage.excluded.reduce((sum, { pairs }) => sum + pairs, 0);

/** The same in a sentence, for lists. */
export const about = `combination/*: ${pairsInWords(coverage)}; ${cannotBe} more cannot be, for the reasons in scenarios/README.md.`;

/** The lifetime of an access token is over, by the provider's clock alone. */
const expire = advance('61m');

const isHeld = (moment: Chosen['moment']): moment is keyof typeof HELD => moment in HELD;

/** The fault while an exchange is held, and what meets it then or afterwards. */
function heldPlan({ fault, grant }: Chosen, moment: keyof typeof HELD): readonly Step[] {
  const { strike, harm, endsAccessToken } = FAULTS[fault];
  const what = grant === 'client' ? 'client-credentials' : 'refresh';
  const held = [hold(what, { at: HELD[moment] }), begin(1), strike, release(), finish()];
  // A request that fails at once leaves the token that has expired.
  const isMet = (moment === 'request' && harm !== 'nothing') || endsAccessToken === true;
  return [...held, ...(fault === 'crowd' ? TOGETHER : [...(isMet ? [] : [expire]), execute(1)])];
}

/** The fault between two executions, after a refresh that works. */
function plainPlan({ fault, moment }: Chosen): readonly Step[] {
  const { strike, endsAccessToken } = FAULTS[fault];
  if (fault === 'crowd') return [execute(1), ...TOGETHER];
  if (moment === 'expiry') return [execute(1), expire, strike, execute(1)];
  return [execute(1), strike, execute(1), ...(endsAccessToken ? [] : [expire]), execute(1)];
}

const planOf = (chosen: Chosen): Scenario['plan'] => [
  execute(1),
  expire,
  ...(isHeld(chosen.moment) ? heldPlan(chosen, chosen.moment) : plainPlan(chosen)),
  // No provider takes an old secret back.
  ...(chosen.fault === 'secret' ? [] : [heal(), observe({ for: '5s' })]),
];

const UNAFFECTED: Scenario['expect'] = { recovery: 'unaffected', during: 'success' };
const AUTOMATIC: Scenario['expect'] = {
  recovery: 'automatic',
  within: '10s',
  during: 'visible',
};
const RECONNECT: Scenario['expect'] = {
  recovery: 'after-remedy',
  remedy: 'reconnect',
  during: 'visible',
};

/**
 * Whether what the client has is still good when a reply is lost. Where every second refresh brings
 * a new refresh token, it is after the first one, which is on its way at `request`.
 */
const survivesLoss = ({ rotation, moment }: Chosen): boolean =>
  rotation === 'fixed' || rotation === 'grace' || (rotation === 'late' && moment === 'request');

/** What people must be able to rely on, whatever the workflow and the client look like. */
function expectationOf(chosen: Chosen): Scenario['expect'] {
  switch (FAULTS[chosen.fault].harm) {
    case 'nothing':
      return UNAFFECTED;
    case 'access-token':
      // Tokens that were ended before they arrived, or before their first use, may cost one run.
      return chosen.moment === 'idle' ? UNAFFECTED : AUTOMATIC;
    case 'passing':
      return AUTOMATIC;
    case 'loss':
      return survivesLoss(chosen) ? AUTOMATIC : RECONNECT;
    case 'grant':
      return RECONNECT;
    case 'secret':
      return { recovery: 'after-remedy', remedy: 'edit-secret', during: 'visible' };
  }
}

const AND_SO: Readonly<Record<Scenario['expect']['recovery'], string>> = {
  unaffected: 'Every run has to work.',
  automatic: 'A run may fail where people see it; afterwards all is well without anybody.',
  'after-remedy': 'People have to see it, and what they do about it has to be enough.',
  none: '',
};

/** Words of the parts; the name of a client credential needs none for what it has not. */
const nameOf = ({ fault, moment, workflow, grant, authentication, rotation }: Chosen): string =>
  [fault, moment, workflow, grant, authentication, ...(rotation === 'none' ? [] : [rotation])].join(
    '-',
  );

const titleOf = ({ fault, moment, workflow, grant, authentication, rotation }: Chosen): string =>
  `${FAULTS[fault].told} ${MOMENTS[moment]}: ${WORKFLOWS[workflow].told}, ${GRANTS[grant].told}, ${AUTHENTICATIONS[authentication].told}, ${ROTATIONS[rotation].told}`;

function remediesOf({ fault, grant }: Chosen): NonNullable<Scenario['remedies']> {
  if (fault === 'secret') return ['edit-secret'];
  return grant === 'client' ? ['recreate'] : ['reconnect'];
}

/** The provider as strict as the client's registration. */
const realmOf = ({ grant, authentication, rotation }: Chosen): NonNullable<Scenario['realm']> => ({
  ...(authentication === 'public' ? {} : { clientAuthentication: authentication }),
  ...(grant === 'pkce' ? { pkce: 's256-required' } : {}),
  refreshToken: ROTATIONS[rotation].policy,
});

/** Every two values of different dimensions, once at least, where they can come together. */
export default defineFamily(
  combinations.map((chosen) => {
    const { fault, workflow, grant, authentication } = chosen;
    const expect = expectationOf(chosen);
    return {
      name: `combination/${nameOf(chosen)}`,
      title: titleOf(chosen),
      why: `${FAULTS[fault].why} What works alone may fail together with something else. ${AND_SO[expect.recovery]}`,
      links: [FAULTS[fault].link],
      realm: realmOf(chosen),
      credentials: {
        main: {
          grant: GRANTS[grant].grant,
          ...AUTHENTICATIONS[authentication].spec,
          scope: 'read write',
        },
      },
      workflows: { main: { use: WORKFLOWS[workflow].use } },
      plan: planOf(chosen),
      remedies: remediesOf(chosen),
      expect,
    };
  }),
);
