import { defineFamily, execute, heal, inject, observe, type Step } from '../harness/index.ts';

/** How it is told for how long (RFC 9110 §10.2.3). */
const WAITS = {
  seconds: { retryAfter: '2s', toldAs: 'seconds' },
  date: { retryAfter: '2s', toldAs: 'date' },
  unsaid: { retryAfter: null },
} as const;

type Wait = keyof typeof WAITS;

const TOLD: Readonly<Record<Wait, string>> = {
  seconds: 'and says for how many seconds',
  date: 'and says until when',
  unsaid: 'without saying for how long',
};

type Status = 429 | 503;

const expired = inject('access-token/expired');

/** Who throttles, with what must happen before a request is made there. */
const ENDPOINTS = {
  token: {
    who: 'the token endpoint',
    throttle: (status: Status, wait: Wait): readonly Step[] => [
      inject('token/throttled', { times: 1, ...WAITS[wait], status }),
      expired,
    ],
  },
  api: {
    who: 'the API',
    throttle: (status: Status, wait: Wait): readonly Step[] => [
      inject('api/throttled', { times: 1, ...WAITS[wait], status }),
    ],
  },
};

interface Throttled {
  readonly name: string;
  readonly answers: string;
  readonly wait: Wait;
  readonly throttle: readonly Step[];
}

const byStatus: readonly Throttled[] = Object.entries(ENDPOINTS).flatMap(
  ([endpoint, { who, throttle }]) =>
    ([429, 503] as const).flatMap((status) =>
      (Object.keys(WAITS) as Wait[]).map((wait) => ({
        name: `throttle/${endpoint}-${status}-${wait}`,
        answers: `${who} answers ${status}`,
        wait,
        throttle: throttle(status, wait),
      })),
    ),
);

const ofVendor: Throttled = {
  name: 'throttle/token-vendor-unsaid',
  answers: 'the token endpoint answers 400 and words of its own',
  wait: 'unsaid',
  throttle: [inject('token/throttled-vendor-form', { times: 1 }), expired],
};

/** One request is throttled; the token and the grant are as good as ever. */
export default defineFamily(
  [...byStatus, ofVendor].map(({ name, answers, wait, throttle }) => ({
    name,
    title: `One request is too many: ${answers} ${TOLD[wait]}`,
    why: `Too many requests say nothing about the token (RFC 6585 §4; RFC 9110 §15.6.4 for 503): no other refresh mends it, and nothing stored may be lost. Runs may
fail; who tries again must not come before the time that was told (RFC 9110 §10.2.3).`,
    links: [
      'https://www.rfc-editor.org/rfc/rfc6585#section-4',
      'https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3',
    ],
    realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
    workflows: { main: { use: 'http-request' } },
    plan: [execute(1), ...throttle, execute(2), heal(), observe({ for: '10s' })],
    remedies: ['reconnect'],
    expect: { recovery: 'automatic', within: '10s', during: 'visible' },
  })),
);
