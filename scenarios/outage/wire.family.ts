import { defineFamily, execute, heal, inject, observe, type Step } from '../../harness/index.ts';

/** What a fault of the connection must come to. */
const MUST = {
  /** The answer arrives whole, only in another way. */
  work: { recovery: 'unaffected', during: 'success' },
  /** No answer comes, or one that is no token; the next request finds everything in order. */
  survive: { recovery: 'automatic', within: '10s', during: 'visible' },
} as const;

interface Way {
  readonly title: string;
  readonly why: string;
  readonly link: string;
  readonly must: keyof typeof MUST;
  readonly fault: Step;
}

const atToken = { at: 'token' } as const;
const rfc9110 = (section: string): string => `https://www.rfc-editor.org/rfc/rfc9110#${section}`;
const rfc9112 = (section: string): string => `https://www.rfc-editor.org/rfc/rfc9112#${section}`;

/** What can become of the connection to the token endpoint. */
const WAYS: Readonly<Record<string, Way>> = {
  reset: {
    title: 'is reset before the refresh is carried out',
    why: 'Nothing was carried out, so nothing is lost: the stored refresh token is as good as before.',
    link: rfc9112('section-9.5'),
    must: 'survive',
    fault: inject('wire/reset', { ...atToken, times: 1 }),
  },
  'half-close': {
    title: 'is closed by the server without an answer',
    why: 'A server that ends its half says that no answer will come. Whoever waits for one waits for ever.',
    link: rfc9112('section-9.6'),
    must: 'survive',
    fault: inject('wire/half-close', { ...atToken, times: 1 }),
  },
  hang: {
    title: 'stays open and silent',
    why: 'A request that is never answered needs a limit of the client. Without one the execution, its trigger and all who wait for the same refresh stand still.',
    link: rfc9110('section-9.2.2'),
    must: 'survive',
    fault: inject('wire/hang', { ...atToken, times: 1 }),
  },
  latency: {
    title: 'is slow, by another amount each time',
    why: 'A long way is an ordinary thing: the refresh takes longer, and that is all.',
    link: rfc9110('section-9.2.2'),
    must: 'work',
    fault: inject('wire/latency', { ...atToken, by: '1s', jitter: '1s' }),
  },
  bandwidth: {
    title: 'lets an answer trickle in over seconds',
    why: 'As long as bytes come, the answer comes. Whoever takes half of it for all has no token, and has spent the old one.',
    link: rfc9112('section-8'),
    must: 'work',
    fault: inject('wire/bandwidth', { ...atToken, bytesPerSecond: 200 }),
  },
  sliced: {
    title: 'brings an answer byte by byte',
    why: 'How an answer is cut into packets has no meaning: it is whole when its length says so.',
    link: rfc9112('section-6.3'),
    must: 'work',
    fault: inject('wire/sliced', { ...atToken, bytes: 1 }),
  },
  'idle-closed': {
    title: 'is closed after each answer although it was to be kept',
    why: 'A client that keeps connections has to reckon with one that is dead when it is used again. A refresh must not fail of it.',
    link: rfc9112('section-9.3.1'),
    must: 'work',
    fault: inject('wire/idle-connection-killed', atToken),
  },
  'proxy-407': {
    title: 'leads to a proxy that demands a password',
    why: 'The answer is that of a proxy and says nothing about the grant: nothing stored may be lost, and people have to see whose answer it was.',
    link: rfc9110('section-15.5.8'),
    must: 'survive',
    fault: inject('wire/proxy-authentication-required', { ...atToken, times: 1 }),
  },
};

/** The connection to the token endpoint is not as it should be during one refresh. */
export default defineFamily(
  Object.entries(WAYS).map(([name, { title, why, link, must, fault }]) => ({
    name: `outage/wire-${name}`,
    title: `The connection to the token endpoint ${title}`,
    why,
    links: [link],
    realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
    workflows: { main: { use: 'http-request' } },
    plan: [
      execute(2),
      fault,
      inject('access-token/expired'),
      execute(1),
      heal(),
      observe({ for: '5s' }),
    ],
    remedies: ['reconnect'],
    expect: MUST[must],
  })),
);
