import { defineFamily, execute, heal, inject, observe, type Step } from '../harness/index.ts';

/** From where it is upgraded: what the migrations have to carry across. */
const FROM = [
  { from: 'older-major', which: 'the newest n8n of the major version before' },
  { from: 'older-minor', which: 'an n8n that is some months older' },
] as const;

type Expectation = Parameters<typeof defineFamily>[0][number]['expect'];

interface Upgrade {
  readonly name: string;
  readonly when: string;
  readonly why: string;
  readonly plan: (from: (typeof FROM)[number]['from']) => readonly Step[];
  readonly expect: Expectation;
}

const expired = inject('access-token/expired');

const WORKS: Expectation = { recovery: 'unaffected', during: 'success', within: '60s' };
const MAY_FAIL_MEANWHILE: Expectation = {
  recovery: 'automatic',
  during: 'visible',
  within: '60s',
};
const NEEDS_RECONNECT: Expectation = {
  recovery: 'after-remedy',
  remedy: 'reconnect',
  within: '60s',
};

/** The older one cannot say better what it learnt to say later. */
const OF_OLDER: Expectation['without'] = {
  'failure-text-helps':
    'After the roll-back it is the older version that speaks, and its words are judged where it is under test.',
};

/** What the calls of the first moments meet is what `upgrade/called-at-once-*` is about. */
const NOT_AT_ONCE: Expectation['without'] = {
  'calls-are-taken':
    'Here a call is repeated until the new version takes it; upgrade/called-at-once tells whether it takes the first.',
};

const UPGRADES: readonly Upgrade[] = [
  {
    name: 'between-expiries',
    when: 'between two expiries of the access token',
    why: `What was connected on the old version has to be there on the new one, in the form that it reads: the newest tokens, the client's id and secret, whose the
credential is. A refresh token that got lost shows only at the next expiry, when nobody thinks of the upgrade any more (RFC 6749 §6).`,
    plan: (from) => [
      execute(1),
      expired,
      execute(1),
      inject('n8n/upgraded', { from }),
      execute(1),
      expired,
      execute(2),
      heal(),
      observe({ for: '20s' }),
    ],
    expect: WORKS,
  },
  {
    name: 'while-expired',
    when: 'after the access token has expired',
    why: `An upgrade takes minutes, and is done at night: many access tokens have expired when the new version comes up. The first execution has to refresh with what
the old version stored, and to store the new pair in its own form (RFC 6749 §6).`,
    plan: (from) => [
      execute(2),
      expired,
      inject('n8n/upgraded', { from }),
      execute(2),
      heal(),
      observe({ for: '20s' }),
    ],
    expect: WORKS,
  },
  {
    name: 'before-refresh',
    when: 'when it has asked for a refresh that the provider has not carried out',
    why: `The old version is ended without warning in the middle of a refresh. Nothing was spent: the stored pair is good, and whatever the old version noted of a
refresh under way must not keep the new one from its own.`,
    plan: (from) => [
      execute(2),
      expired,
      inject('n8n/upgraded', { from, end: 'killed', when: 'refresh-received' }),
      execute(1),
      heal(),
      observe({ for: '20s' }),
    ],
    expect: { recovery: 'automatic', within: '60s' },
  },
  {
    name: 'in-mid-refresh',
    when: 'when the provider has rotated and the old version has not saved',
    why: `The old version is ended without warning, and the new refresh token with it. With single-use tokens no client recovers from that alone (RFC 9700 §4.14.2): the
new version has to say so in clear words, and a reconnect of the credential that crossed has to help.`,
    plan: (from) => [
      execute(2),
      expired,
      inject('n8n/upgraded', { from, end: 'killed', when: 'refresh-answered' }),
      execute(1),
      heal(),
      observe({ for: '5s' }),
    ],
    expect: NEEDS_RECONNECT,
  },
];

/** A running n8n is upgraded: everything is made and connected on the older version. */
const upgraded = UPGRADES.flatMap(({ name, when, why, plan, expect }) =>
  FROM.map(({ from, which }) => ({
    name: `upgrade/from-${from}-${name}`,
    title: `An upgrade from ${which} happens ${when}`,
    why,
    plan: plan(from),
    expect,
  })),
);

/** The first calls come as soon as the new version says that it is ready. */
const calledAtOnce = FROM.map(({ from, which }) => ({
  name: `upgrade/called-at-once-from-${from}`,
  title: `An upgrade from ${which} is over, and the first call comes at once`,
  why: `Who calls a webhook does not wait for an upgrade: Stripe, GitHub and a form on a page send an event when it happens, some of them once. A load balancer lets them through
as soon as the new version reports that it is ready. What is turned away then is lost, and no execution tells of it.`,
  plan: [execute(1), inject('n8n/upgraded', { from }), execute(2), heal(), observe({ for: '20s' })],
  expect: WORKS,
}));

/** The upgrade is taken back when the new version has refreshed. */
const rolledBack = FROM.map(({ from, which }) => ({
  name: `upgrade/rolled-back-to-${from}`,
  title: `An upgrade from ${which} is taken back with the copy of the data from before`,
  why: `The new version has refreshed meanwhile. The copy holds a refresh token that is spent, and the provider takes it for stolen (RFC 9700 §4.14.2): whoever rolls back
has to be told that the account wants to be connected again, and a reconnect has to help.`,
  plan: [
    execute(1),
    inject('n8n/upgraded', { from }),
    execute(1),
    expired,
    execute(1),
    inject('n8n/rolled-back'),
    execute(2),
    heal(),
    observe({ for: '5s' }),
  ],
  expect: { ...NEEDS_RECONNECT, ...(from === 'older-major' ? { without: OF_OLDER } : {}) },
}));

/** An older version does not know what a newer one keeps beside the tokens. */
const OF_NEWER: Expectation['without'] = {
  'token-data-kept':
    'The newer version has added a moment of expiry of its own to the token data; the older one knows nothing of it, and leaves it as it is.',
};

/** The upgrade is taken back, and nobody had made a copy. */
const rolledBackAsItIs = FROM.map(({ from, which }) => ({
  name: `upgrade/rolled-back-without-copy-to-${from}`,
  title: `An upgrade from ${which} is taken back on the data that the new version left`,
  why: `The new version has migrated the database and refreshed; whoever has no copy starts the old version on what is there. If it starts, it has to read the newest tokens, and
to refresh with them (RFC 6749 §6): a roll-back in a hurry must not cost the accounts, too.`,
  plan: [
    execute(1),
    inject('n8n/upgraded', { from }),
    execute(1),
    expired,
    execute(1),
    inject('n8n/rolled-back', { data: 'left' }),
    execute(1),
    expired,
    execute(2),
    heal(),
    observe({ for: '20s' }),
  ],
  expect: { ...WORKS, ...(from === 'older-major' ? { without: OF_NEWER } : {}) },
}));

/** In a queue the main process is upgraded first, because it is the one that migrates. */
const workersFollow = FROM.map(({ from, which }) => ({
  name: `upgrade/workers-follow-from-${from}`,
  title: `In an upgrade from ${which} the workers are upgraded some time after the main process`,
  why: `Whoever exchanges one container after the other has an old worker on a database that the new main process has migrated, for minutes. Executions may fail there, and say
so. What an old worker refreshes it has to save where the new one finds it (RFC 6749 §6); when the workers have followed, nobody connects again.`,
  plan: [
    execute(2),
    inject('n8n/upgraded', { from, processes: 'main' }),
    expired,
    execute(4),
    heal(),
    execute(2),
    observe({ for: '20s' }),
  ],
  expect: MAY_FAIL_MEANWHILE,
}));

const others = [...upgraded, ...rolledBack, ...rolledBackAsItIs, ...workersFollow].map(
  ({ expect, ...scenario }) => ({
    ...scenario,
    expect: { ...expect, without: { ...NOT_AT_ONCE, ...expect.without } },
  }),
);

export default defineFamily(
  [...calledAtOnce, ...others].map((scenario) => ({
    ...scenario,
    links: ['https://docs.n8n.io/hosting/installation/updating/'],
    realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
    workflows: { main: { use: 'http-request' } },
    remedies: ['reconnect'],
  })),
);
