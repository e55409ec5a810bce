import { Agent } from 'node:http';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { preset } from '../policy/parse-preset.ts';
import type { PolicyInput } from '../policy/policy.ts';
import { ask, INSIDES, type Answered } from '../testing/fuzz/ask.ts';
import { fuzzRuns } from '../testing/fuzz/fuzz-runs.ts';
import { nearlyRight, requestOf, type Living } from '../testing/fuzz/nearly-right.ts';
import { Tally } from '../testing/fuzz/tally.ts';
import { startRealm } from '../testing/start-realm.ts';

const RUNS = fuzzRuns(2_000);
const AT_ONCE = 8;

/** Keeps what a reply gives, so that later requests may show it. */
function learn({ body, location }: Answered, living: Living): void {
  const code = /[?&]code=([^&]+)/.exec(location)?.[1];
  if (code !== undefined) living.set('code', decodeURIComponent(code));
  for (const [member, name] of [
    ['access_token', 'access'],
    ['refresh_token', 'refresh'],
    ['device_code', 'device'],
    ['user_code', 'user'],
  ] as const) {
    const found = new RegExp(`"${member}":"([^"]+)"|\\b${member}=([^&]+)`).exec(body);
    const value = found?.[1] ?? found?.[2];
    if (value !== undefined) living.set(name, decodeURIComponent(value));
  }
}

test.each<readonly [string, PolicyInput]>([
  ['by default', {}],
  [
    'with rotation, JWTs and OpenID Connect',
    {
      refreshToken: { rotation: 'single-use' },
      accessTokenFormat: 'jwt',
      scopes: 'openid read write',
    },
  ],
  [
    'that is lenient and remembers nothing of replays',
    { requests: 'lenient', refreshToken: { rotation: 'single-use', onReuse: 'error' } },
  ],
  [
    'whose secrets and tokens need encoding',
    { clientSecrets: 'need-encoding', tokens: 'need-encoding' },
  ],
  ['as GitHub is', preset('github-app')],
])(
  'requests that are right or nearly right, to a realm %s: no mistake of its own',
  async (name, policy) => {
    await using run = await startRealm(policy);
    const living: Living = new Map([
      ['client', run.client.id],
      ['secret', run.client.secret],
    ]);
    const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
    const { port } = new URL(run.provider.url);
    const sent = fc.sample(nearlyRight, RUNS);
    const tally = new Tally(`nearly right requests to a realm ${name}`, RUNS);
    const worker = async (): Promise<void> => {
      for (let next = sent.pop(); next !== undefined; next = sent.pop()) {
        const asked = requestOf(run.realm.name, next, living);
        const answered = await ask(port, agent, asked);
        const { status, body, ms } = answered;
        const what = `${JSON.stringify(next)} ${asked.method} ${asked.target} ${asked.body.toString()}`;
        tally.add(String(status), ms, what);
        learn(answered, living);
        if (status < 200 || status >= 500) tally.complain(`${status} ${body.slice(0, 200)}`, what);
        if (INSIDES.test(body)) tally.complain('shows its insides', `${what}\n${body}`);
        if (status >= 400 && run.realm.findSecrets(body).length > 0)
          tally.complain('a secret in an error', `${what}\n${body}`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    agent.destroy();
    tally.check();
    await run.lastReply();
    expect(run.replies).toHaveLength(run.requests.length);
    expect(run.realm.findSecrets(JSON.stringify(run.events))).toEqual([]);
  },
);
