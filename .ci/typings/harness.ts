import {
  advance,
  begin,
  changePolicy,
  connect,
  coverPairs,
  defineChecker,
  defineConfig,
  defineScenario,
  durationSchema,
  execute,
  finish,
  heal,
  hold,
  holds,
  inject,
  observe,
  preset,
  release,
  rendezvous,
  toMs,
  type Scenario,
  type Step,
} from 'n8n-oauth-chaos';
import { expectTypeOf } from 'vitest';

/**
 * What the compiler guarantees to the author of a scenario. Nothing here runs: the file must
 * compile, and the compiler must refuse each line below `@ts-expect-error`.
 */
const scenario = {
  name: 'rotation/my-case',
  title: 'A token is refreshed',
  why: 'It once was not.',
  realm: { preset: 'google', refreshToken: { rotation: 'single-use' } },
  workflows: { main: { use: 'http-request', items: 8 } },
  plan: [execute()],
  remedies: ['reconnect', { remedy: 'edit-scope', scope: 'read' }],
  expect: { recovery: 'automatic', within: '20s', without: { 'others-unaffected': 'only one' } },
} as const satisfies Scenario;

expectTypeOf(defineScenario(scenario)).toEqualTypeOf<Scenario>();
expectTypeOf([
  connect('second'),
  connect('main', { mayFail: true }),
  execute(8, { concurrency: 8, workflow: ['main', 'other'] }),
  inject('access-token/expired'),
  inject('rotation/grace', { grace: '30s' }),
  inject('n8n/killed'),
  rendezvous(8, { at: 'token', within: '5s' }),
  advance('1h'),
  heal('rotation/grace'),
  observe({ for: '5s', workflow: 'main' }),
  hold('refresh', { at: 'after-commit', credential: 'second' }),
  begin(2, { workflow: 'other' }),
  changePolicy({ refreshToken: { rotation: 'single-use' } }),
  release(),
  finish(),
]).toExtend<readonly Step[]>();
expectTypeOf<{ do: 'execute'; times: 3 }>().toExtend<Step>();
expectTypeOf(toMs('1h')).toEqualTypeOf<number>();
expectTypeOf(durationSchema.parse('1h')).toExtend<string>();
defineScenario({ ...scenario, realm: preset('google') });

// @ts-expect-error a misspelt fault
inject('access-token/expird');
// @ts-expect-error a misspelt option
inject('rotation/grace', { gracee: '30s' });
// @ts-expect-error an option of another type
inject('rotation/grace', { grace: 30 });
// @ts-expect-error an option of another fault
inject('access-token/expired', { grace: '30s' });
// @ts-expect-error an option that a fault of n8n does not have
inject('n8n/killed', { grace: '30s' });
// @ts-expect-error a misspelt fault to end
heal('rotation/grase');
// @ts-expect-error a number is no duration
advance(60);
// @ts-expect-error a duration has a unit
observe({ for: '5' });
// @ts-expect-error an observation takes some time
observe({});
// @ts-expect-error there is no such moment
hold('refresh', { at: 'after-release' });
// @ts-expect-error a misspelt setting of the policy
changePolicy({ refreshToken: { rotate: 'never' } });
// @ts-expect-error requests are held at the API or at the token endpoint
rendezvous(8, { at: 'login' });
// @ts-expect-error a number of executions is a number
execute('3');
// @ts-expect-error there is no such preset
preset('gogle');

// @ts-expect-error there is no such step
defineScenario({ ...scenario, plan: [{ do: 'explode' }] });
// @ts-expect-error a misspelt step with all that the right one needs
defineScenario({ ...scenario, plan: [{ do: 'injekt', fault: 'access-token/expired' }] });
// @ts-expect-error a step without what it needs
defineScenario({ ...scenario, plan: [{ do: 'advance' }] });
// @ts-expect-error a step's property of another type
defineScenario({ ...scenario, plan: [{ do: 'execute', times: 'three' }] });
// @ts-expect-error a step with a misspelt fault
defineScenario({ ...scenario, plan: [{ do: 'inject', fault: 'access-token/expird' }] });
// @ts-expect-error there is no such recovery
defineScenario({ ...scenario, expect: { recovery: 'sometimes' } });
// @ts-expect-error there is no such checker
defineScenario({ ...scenario, expect: { recovery: 'none', without: { 'no-harm': 'why' } } });
// @ts-expect-error there is no such remedy
defineScenario({ ...scenario, remedies: ['pray'] });
// @ts-expect-error a remedy without what it needs
defineScenario({ ...scenario, remedies: ['edit-scope'] });
// @ts-expect-error there is no such capability
defineScenario({ ...scenario, requires: ['magic'] });
// @ts-expect-error a misspelt setting of the realm
defineScenario({ ...scenario, realm: { refreshToken: { rotate: 'single-use' } } });
// @ts-expect-error a scenario says what is expected
defineScenario({ name: 'a/b', title: '', why: '', workflows: {}, plan: [] });

const dimensions = { fault: ['down', 'slow'], grant: ['user', 'client'] } as const;
const never = { fault: ['down'], grant: ['client'] } as const;
const pairs = coverPairs({ seed: 1, dimensions, impossible: [{ together: never, because: '…' }] });
type Combined = Awaited<typeof pairs>['combinations'][number];
expectTypeOf<Combined>().toEqualTypeOf<{
  readonly fault: 'down' | 'slow';
  readonly grant: 'user' | 'client';
}>();
const unknown = { together: { fault: ['dwn'] }, because: '…' } as const;
// @ts-expect-error a value that the dimension does not have
void coverPairs({ seed: 1, dimensions, impossible: [unknown] });

defineConfig({
  targets: ['2.41.1'],
  topologies: ['single', 'queue'],
  env: { N8N_LOG_LEVEL: 'debug', N8N_METRICS: true },
  projects: [{ name: 'one', repeat: 3 }],
});
// @ts-expect-error there are no retries
defineConfig({ retries: 2 });
// @ts-expect-error a topology that is none
defineConfig({ topologies: ['cluster'] });
// @ts-expect-error reporters are of the run as a whole
defineConfig({ projects: [{ name: 'one', reporters: ['junit'] }] });
// @ts-expect-error a project without a name
defineConfig({ projects: [{ repeat: 3 }] });
defineChecker({
  name: 'mine',
  judges: 'safety',
  invariant: 'Nothing is odd.',
  basis: 'We need it.',
  check: (history) => holds(`${history.refreshes().length} refreshes`),
});
