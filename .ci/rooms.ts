/**
 * A room: a folder of code, what it contains, and what it may import. The linter, the table in
 * ARCHITECTURE.md and the test of the rule all read the table of rooms. An import that the table
 * does not allow is refused.
 */
export interface Room {
  /**
   * A folder with everything below it, or one file. When other rooms are below a folder, its room
   * contains only the files directly in it.
   */
  readonly path: string;
  readonly holds: string;
  /** Rooms that it may import. It may always import its own files. */
  readonly may: readonly string[];
  /** Rooms from which it may import only types. */
  readonly mayTypes?: readonly string[];
  /** The only files other rooms may import; without it, every file. */
  readonly doors?: readonly string[];
  /** True for a room that is planned and does not exist yet. */
  readonly planned?: true;
}

type More = Pick<Room, 'mayTypes' | 'doors' | 'planned'>;

const under =
  (folder: string) =>
  (names: readonly string[]): readonly string[] =>
    names.map((name) => (name === 'mock-provider' ? name : `${folder}/${name}`));

const ofProvider = under('mock-provider');
const ofHarness = under('harness');

const provider = (name: string, holds: string, may: readonly string[] = [], more: More = {}) => ({
  path: `mock-provider/${name}`,
  holds,
  may: ofProvider(may),
  ...more,
});

const BELOW_REALM = ['model', 'policy', 'store', 'wire', 'faults'];
const ENDPOINTS = [...BELOW_REALM, 'realm'];
const SERVER = [...ENDPOINTS, 'endpoints', 'control', 'traffic'];
const STANDALONE = [...SERVER, 'server'];

const PROVIDER_ROOMS: readonly Room[] = [
  {
    path: 'mock-provider',
    holds: 'The doors of the OAuth2 server that can misbehave: its API, and a fixture for vitest.',
    may: ofProvider([...STANDALONE, 'standalone']),
    doors: ['index.ts', 'test-realm.ts', 'vitest.ts'],
  },
  provider('model', 'The words of the provider: clients, tokens, requests, replies, time.'),
  provider('policy', 'How a realm behaves without faults; presets of real providers.', ['model']),
  provider('store', 'What a realm remembers: grants, tokens, keys, the ledger.', ['model']),
  provider('wire', 'How a reply reaches the socket, and TLS.', ['model']),
  provider('faults', 'What can go wrong: one file a fault.', ['model', 'policy', 'store', 'wire']),
  provider('realm', 'One authorization server of its own; realms share nothing.', BELOW_REALM),
  provider('endpoints', 'The endpoints of OAuth2 and OpenID Connect, one file each.', ENDPOINTS),
  provider('traffic', 'Recorded exchanges as other tools read them: HAR, curl.', [], {
    mayTypes: ofProvider(['model']),
  }),
  provider('control', 'The HTTP API that steers a provider, and a client of it.', [
    ...ENDPOINTS,
    'traffic',
  ]),
  provider('server', 'The HTTP server: realms behind a port.', SERVER),
  provider('standalone', 'The provider as a program, and the file it keeps.', STANDALONE, {
    doors: ['index.ts'],
  }),
  provider('console', 'The page that shows and steers a provider.', ['control', 'traffic'], {
    mayTypes: ofProvider(['model', 'policy', 'faults']),
  }),
  provider('contract', 'Tests against the RFCs and against OAuth2 clients of others.'),
  provider('examples', 'An OAuth2 client and its test, to copy.'),
];

const harness = (name: string, holds: string, may: readonly string[] = [], more: More = {}) => ({
  path: `harness/${name}`,
  holds,
  may: ofHarness(['model', ...may]),
  ...more,
});

const MACHINE = ['machine', 'mock-provider'];
const DRIVER = [...MACHINE, 'n8n/rest', 'n8n/editor'];
const DRIVERS = [...DRIVER, 'n8n/driver', 'n8n/install'];
const N8N_DRIVERS = ['n8n/embedded', 'n8n/docker', 'n8n/remote', 'n8n/shared'];
const RUN = ['faults', 'plan', 'mock-provider'];
const SUITE = ['run', 'check', 'store', 'plan', 'mock-provider'];
const OVER_SUITE = ['suite', ...SUITE];
const FIXTURES = ['n8n', 'machine', 'run', 'check', 'plan', 'workflows', 'mock-provider'];
const PLANNED = { planned: true } as const;

const HARNESS_ROOMS: readonly Room[] = [
  {
    path: 'harness',
    holds: 'The door of the harness: all that a scenario file may import.',
    may: ofHarness(['model', 'plan', 'workflows', 'config', 'mock-provider']),
    mayTypes: ofHarness(['check', 'run', 'load']),
    doors: ['index.ts'],
  },
  {
    path: 'harness/model',
    holds: 'The words of the harness: types and schemas, no I/O.',
    may: [],
    mayTypes: ['mock-provider'],
  },
  harness('machine', 'Processes, leases, locks, ports and files of this machine.'),
  harness('check', 'One file a checker; recovery, verdict, summary, baseline.'),
  harness('symptoms', 'What n8n says when it fails, and the causes of it, from recorded runs.', [
    'check',
  ]),
  harness('store', 'The folder of a run.', ['machine']),
  harness('merge', 'Runs that are parts of one, put together.', ['machine', 'store']),
  harness(
    'faults',
    'What can go wrong in n8n itself, its database and its Redis, and what an operator does meanwhile.',
    MACHINE,
  ),
  harness('plan', 'Schema, sense checks and planning of scenarios.', ['faults', 'mock-provider']),
  harness('workflows', 'Templates of workflows.', ['plan', 'mock-provider']),
  harness('n8n', 'The door of all that is about n8n.', [...DRIVERS, ...N8N_DRIVERS], {
    doors: ['index.ts'],
  }),
  harness('n8n/rest', 'n8n over its REST API.', MACHINE),
  harness('n8n/editor', "n8n's editor in a browser.", ['machine', 'n8n/rest']),
  harness('n8n/install', 'n8n from npm, in the cache.', MACHINE),
  harness('n8n/driver', 'What drivers share: services, environment, clock, evidence.', DRIVER),
  harness('n8n/embedded', 'n8n as processes of this machine.', DRIVERS),
  harness('n8n/docker', 'n8n in containers.', DRIVERS),
  harness('n8n/remote', "Somebody's n8n that is already running.", DRIVERS),
  harness('config', 'The configuration file: its form, how it is read, what it adds.', [
    'plan',
    'n8n',
    'mock-provider',
  ]),
  harness('n8n/shared', 'One n8n for all workers of a test runner.', [...DRIVERS, 'n8n/embedded']),
  harness('run', 'Carries a plan out and records it: steps, probes, remedies.', RUN),
  harness('suite', 'Several scenarios on several targets: run, judge, store.', SUITE),
  harness('reference-clients', 'An OAuth2 client that is right.', ['mock-provider']),
  harness('doctor', 'Looks over an n8n that exists, and says what will stop its workflows.', [
    'n8n',
  ]),
  harness('advice', 'What to do about a finding.', OVER_SUITE, PLANNED),
  harness('upgrade', 'One n8n version against another.', OVER_SUITE, PLANNED),
  harness('incident', 'Scenarios from what happened elsewhere.', OVER_SUITE, PLANNED),
  harness('explore', 'Looking for scenarios that fail.', OVER_SUITE, PLANNED),
  harness('load', 'Workflows called at a constant rate, through expiries.', [
    ...OVER_SUITE,
    'machine',
  ]),
  harness('fixtures', "n8n and provider for somebody's own tests.", FIXTURES, {
    mayTypes: ['harness'],
  }),
];

const ALL_OF_HARNESS = HARNESS_ROOMS.map(({ path }) => path).filter(
  (path) => path !== 'harness' && !path.startsWith('harness/n8n/'),
);

const HOUSE: readonly Room[] = [
  {
    path: 'main.ts',
    holds: 'The program: hands scenarios and reports to the command line.',
    may: ['harness/cli', 'scenarios', 'reports'],
  },
  { path: 'scenarios', holds: 'What is tried: one file a scenario; baselines.', may: ['harness'] },
  {
    path: 'reports',
    holds: 'What a reader sees: reporters, HTML viewer.',
    may: ['harness/model', 'harness/symptoms', 'mock-provider/traffic'],
  },
  ...HARNESS_ROOMS,
  {
    path: 'harness/cli',
    holds: 'The command line. No logic.',
    may: [...ALL_OF_HARNESS, 'mock-provider', 'mock-provider/standalone'],
  },
  ...PROVIDER_ROOMS,
  { path: 'compose', holds: 'What `docker-compose.yml` runs, and the test of it.', may: [] },
  { path: 'image', holds: 'What `Dockerfile` adds to the package, and the test of it.', may: [] },
  {
    path: 'examples',
    holds: 'Projects of users, to copy; they have the package installed.',
    may: [],
  },
];

/** Every room. */
export const ROOMS: readonly Room[] = [
  ...HOUSE,
  {
    path: '.ci',
    holds: 'Checks, benchmarks and generated tables of the project itself.',
    may: HOUSE.map(({ path }) => path),
  },
  { path: 'vitest.config.ts', holds: 'The settings of the tests.', may: ['.ci'] },
  { path: 'playwright.config.ts', holds: 'The settings of the browser tests.', may: ['.ci'] },
];
