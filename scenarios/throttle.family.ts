import { defineFamily, execute, heal, inject, observe, type Step } from '../harness/index.ts';

/** Who throttles, and how a refresh comes about before. */
const ENDPOINTS = {
  token: {
    who: 'the token endpoint',
    throttle: (form: Form) =>
      form.status === 'vendor'
        ? inject('token/throttled-vendor-form', { times: 1 })
        : inject('token/throttled', { times: 1, ...form, status: form.status }),
    forms: [429, 503, 'vendor'],
    needsRefresh: true,
  },
  api: {
    who: 'the API',
    throttle: (form: Form) =>
      inject('api/throttled', { times: 1, ...form, status: form.status === 503 ? 503 : 429 }),
    forms: [429, 503],
    needsRefresh: false,
  },
} as const;

interface Form {
  readonly status: 429 | 503 | 'vendor';
  readonly retryAfter: '2s' | null;
  readonly toldAs?: 'seconds' | 'date';
}

/** How it is told for how long (RFC 9110 §10.2.3). */
const WAITS = {
  seconds: { retryAfter: '2s', toldAs: 'seconds' },
  date: { retryAfter: '2s', toldAs: 'date' },
  unsaid: { retryAfter: null },
} as const;

const TOLD: Readonly<Record<keyof typeof WAITS, string>> = {
  seconds: 'and says for how many seconds',
  date: 'and says until when',
  unsaid: 'without saying for how long',
};

const status = (form: Form['status']): string =>
  form === 'vendor' ? '400 and words of its own' : String(form);

const waitsFor = (form: Form['status']): readonly (keyof typeof WAITS)[] =>
  form === 'vendor' ? ['unsaid'] : ['seconds', 'date', 'unsaid'];

/** One request is throttled; the token and the grant are as good as ever. */
export default defineFamily(
  Object.entries(ENDPOINTS).flatMap(([endpoint, { who, throttle, forms, needsRefresh }]) =>
    forms.flatMap((form) =>
      waitsFor(form).map((wait) => ({
        name: `throttle/${endpoint}-${form}-${wait}`,
        title: `One request is too many: ${who} answers ${status(form)} ${TOLD[wait]}`,
        why: `Too many requests say nothing about the token (RFC 6585 §4; RFC 9110 §15.6.4 for 503): no other refresh mends it, and nothing stored may be lost. Runs may
fail; who tries again must not come before the time that was told (RFC 9110 §10.2.3).`,
        links: [
          'https://www.rfc-editor.org/rfc/rfc6585#section-4',
          'https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3',
        ],
        realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
        workflows: { main: { use: 'http-request' } },
        plan: [
          execute(1),
          throttle({ status: form, ...WAITS[wait] }),
          ...(needsRefresh ? [inject('access-token/expired')] : ([] as readonly Step[])),
          execute(2),
          heal(),
          observe({ for: '10s' }),
        ],
        remedies: ['reconnect'],
        expect: { recovery: 'automatic', within: '10s', during: 'visible' },
      })),
    ),
  ),
);
