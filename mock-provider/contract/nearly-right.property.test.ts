import fc from 'fast-check';
import { test } from 'vitest';
import { preset } from '../policy/parse-preset.ts';
import type { PolicyInput } from '../policy/policy.ts';
import { askAll } from '../testing/fuzz/ask-all.ts';
import type { Answered } from '../testing/fuzz/ask.ts';
import { fuzzRuns } from '../testing/fuzz/fuzz-runs.ts';
import { nearlyRight, requestOf, type Living } from '../testing/fuzz/nearly-right.ts';
import { Tally } from '../testing/fuzz/tally.ts';
import { startRealm } from '../testing/start-realm.ts';

const RUNS = fuzzRuns(2_000);

/** Keeps what a reply gives, so that later requests may show it; nothing is wrong with that. */
function learn({ body, location }: Answered, living: Living): undefined {
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
    await askAll({
      run,
      tally: new Tally(`nearly right requests to a realm ${name}`, RUNS),
      cases: fc.sample(nearlyRight, RUNS),
      requestOf: (one) => {
        const asked = requestOf(run.realm.name, one, living);
        const what = `${JSON.stringify(one)} ${asked.method} ${asked.target} ${asked.body.toString()}`;
        return { asked, what };
      },
      judge: (answered) => learn(answered, living),
    });
  },
);
