import { defineFamily, execute, heal, inject } from '../harness/index.ts';

/** Other ways of telling a scope that has not changed, and what a client may make of each. */
const TELLINGS = {
  widened: {
    fault: 'scope/widened',
    told: 'one name more than was granted',
    why: 'Who asks with its next refresh for what it was told asks for more than was granted (§6), and is refused.',
  },
  renamed: {
    fault: 'scope/renamed',
    told: 'other names than were asked for',
    why: 'Providers take short names and answer with long ones. Who compares them finds everything missing.',
  },
  reordered: {
    fault: 'scope/reordered',
    told: 'the names in another order',
    why: 'The order means nothing (§3.3). Who compares texts takes it for another scope.',
  },
  commas: {
    fault: 'scope/comma-separated',
    told: 'commas between the names',
    links: ['https://docs.slack.dev/authentication/using-token-rotation'],
    why: 'Who asks with its next refresh for what it was told asks for one scope that nobody knows.',
  },
  list: {
    fault: 'scope/array',
    told: 'a list of names',
    why: 'Who takes it for a text asks for nothing that anybody knows.',
  },
  unsaid: {
    fault: 'scope/absent-in-reply',
    told: 'no scope at all',
    why: 'That is right when nothing has changed (§5.1). Who stores nothing asks for nothing.',
  },
} as const;

const TIMES = {
  once: { options: { times: 1 }, told: 'One refresh tells' },
  always: { options: {}, told: 'Every refresh tells' },
} as const;

const LINKS = [
  'https://www.rfc-editor.org/rfc/rfc6749#section-3.3',
  'https://www.rfc-editor.org/rfc/rfc6749#section-5.1',
];

/** Vendors that tell a scope so. */
const VENDORS: Readonly<Partial<Record<keyof typeof TELLINGS, readonly string[]>>> = {
  commas: ['https://docs.slack.dev/authentication/using-token-rotation'],
};

const toldOtherwise = defineFamily(
  (Object.keys(TELLINGS) as (keyof typeof TELLINGS)[]).flatMap((how) => {
    const { fault, told, why } = TELLINGS[how];
    return Object.entries(TIMES).map(([times, { options, told: who }]) => ({
      name: `scope/${how}-${times}`,
      title: `${who} ${told}; what was granted is the same`,
      why: `${why} The token does all that it did before, so nothing may change for the runs: not at this refresh, and not at the next (RFC 6749 §3.3, §5.1, §6).`,
      links: [...LINKS, ...(VENDORS[how] ?? [])],
      realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
      credentials: { main: { scope: 'read write' } },
      workflows: { main: { use: 'http-request' } },
      plan: [
        execute(1),
        inject(fault, options),
        inject('access-token/expired'),
        execute(1),
        inject('access-token/expired'),
        execute(1),
      ],
      remedies: ['reconnect'],
      expect: { recovery: 'unaffected', during: 'success' },
    }));
  }),
);

/** What is left of the scope `read write`, of which the API demands `read`. */
const LEFT = { enough: 'read', 'too-little': 'write' } as const;

const narrowed = defineFamily(
  Object.entries(LEFT).flatMap(([enough, to]) =>
    [true, false].map((announced) => ({
      name: `scope/narrowed-${announced ? 'announced' : 'unsaid'}-${enough}`,
      title: `A refresh brings less scope${announced ? '' : ' without saying so'}, ${
        enough === 'enough' ? 'but all that the workflow needs' : 'too little for the workflow'
      }`,
      why:
        enough === 'enough'
          ? 'A provider may narrow the scope (RFC 6749 §5.1). What is left is enough, so the runs have to work; who goes by the list of names, and not by what the API says, stops them.'
          : 'A provider may narrow the scope (RFC 6749 §5.1). The new token is live and useless: the API answers 403 insufficient_scope (RFC 6750 §3.1), which no refresh mends. People have to see it, and a new connection has to help.',
      links: LINKS,
      realm: { scopes: 'read write', requiredScope: 'read' },
      credentials: { main: { scope: 'read write' } },
      workflows: { main: { use: 'http-request' } },
      plan: [
        execute(2),
        inject('scope/narrowed-on-refresh', { to, announced }),
        inject('access-token/expired'),
        execute(1),
        heal(),
        execute(1),
      ],
      remedies: ['reconnect'],
      expect:
        enough === 'enough'
          ? { recovery: 'unaffected', during: 'success' }
          : { recovery: 'after-remedy', remedy: 'reconnect', during: 'visible' },
    })),
  ),
);

/** The scope is told in other words, or there is less of it. */
export default [...toldOtherwise, ...narrowed];
