import {
  defineFamily,
  execute,
  heal,
  inject,
  observe,
  type Scenario,
} from '../../harness/index.ts';

const VISIBLE = { recovery: 'automatic', within: '10s', during: 'visible' } as const;
const AFTER = [heal(), observe({ for: '5s' })] as const;

interface Answers {
  readonly title: string;
  readonly why: string;
  readonly link: string;
  readonly plan: Scenario['plan'];
}

/** What an API that has a token can answer that is not about the token's end. */
const WHAT: Readonly<Record<string, Answers>> = {
  'unrelated-401': {
    title: 'The API answers 401 because the account may not use it',
    why: 'No new token mends that (RFC 9110 §15.5.2). One refresh may find it out; more of them spend refresh tokens for nothing.',
    link: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2',
    plan: [execute(2), inject('api/unrelated-401'), execute(2), ...AFTER],
  },
  'flapping-401': {
    title: 'The API refuses every second call, whatever token it has',
    why: 'One of several machines behind a balancer does not know the keys. A refresh after a 401 is reasonable (RFC 6750 §3.1), and must not become a loop.',
    link: 'https://www.rfc-editor.org/rfc/rfc6750#section-3.1',
    plan: [execute(2), inject('api/flapping', { status: 401 }), execute(4), ...AFTER],
  },
  'flapping-503': {
    title: 'The API is unavailable at every second call',
    why: 'A 503 says nothing about the token (RFC 9110 §15.6.4): no refresh mends it.',
    link: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.6.4',
    plan: [execute(2), inject('api/flapping', { status: 503 }), execute(4), ...AFTER],
  },
  'new-token-unknown': {
    title: 'The API does not know a new token for the first seconds',
    why: 'What the token endpoint has written the API reads a little later. The refused token is the newest there is: asking for another one only begins the wait anew.',
    link: 'https://www.rfc-editor.org/rfc/rfc6750#section-3.1',
    plan: [
      execute(2),
      inject('api/read-after-write-lag', { lag: '5s' }),
      inject('access-token/expired'),
      execute(1),
      ...AFTER,
    ],
  },
  truncated: {
    title: 'The API carries a call out, and its answer breaks off in the middle',
    why: 'Half of an answer is none (RFC 9112 §8): the run has to fail where people see it, and no refresh mends it.',
    link: 'https://www.rfc-editor.org/rfc/rfc9112#section-8',
    plan: [execute(2), inject('api/truncated-body', { times: 1 }), execute(1), ...AFTER],
  },
};

/** The API is at fault, and the token is not. */
export default defineFamily(
  Object.entries(WHAT).map(([name, { title, why, link, plan }]) => ({
    name: `resource/answers-${name}`,
    title,
    why,
    links: [link],
    realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
    workflows: { main: { use: 'http-request', method: 'POST' } },
    plan,
    remedies: ['reconnect'],
    nextExpiry: 'skip',
    expect: VISIBLE,
  })),
);
