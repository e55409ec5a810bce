import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { poll } from '../harness/machine/poll.ts';
import { Credentials } from '../harness/n8n/rest/credentials.ts';
import { randomOwner, setUpOwner } from '../harness/n8n/rest/owner.ts';
import { RestClient } from '../harness/n8n/rest/rest-client.ts';
import { connectToProvider, type RemoteRealm } from '../mock-provider/index.ts';
import { Deployment, findCompose, root, volumeExists } from './testing/deployment.ts';

const compose = await findCompose();
const { signal } = new AbortController();
const DEMO = 'oauthChaosDemo01';
const SECRETS = [
  'encryption-key',
  'control-token',
  'client-secret',
  'postgres-password',
  'redis-password',
];
const seen = new Set<string>();

const EXPECTED = {
  single: { secrets: 'exited 0', provider: 'healthy', demo: 'exited 0', n8n: 'healthy' },
  queue: {
    secrets: 'exited 0',
    provider: 'healthy',
    'demo-queue': 'exited 0',
    postgres: 'healthy',
    redis: 'healthy',
    'n8n-main': 'healthy',
    'worker-1': 'healthy',
    'worker-2': 'healthy',
  },
} as const;
const N8N = { single: ['n8n'], queue: ['n8n-main', 'worker-1', 'worker-2'] } as const;

/**
 * Calls the demo workflow and returns its answer. For a moment after n8n is up, the webhook may not
 * exist yet.
 */
async function callDemo({ n8nUrl }: Deployment): Promise<unknown> {
  const answer = await poll(
    async () => {
      const response = await fetch(`${n8nUrl}/webhook/oauth-demo`);
      const text = await response.text();
      return response.status === 404 ? undefined : { status: response.status, text };
    },
    { withinMs: 20_000, everyMs: 200, signal },
  );
  return answer?.status === 200 ? JSON.parse(answer.text) : answer;
}

it('has no secret in its files', () => {
  const text = ['docker-compose.yml', '.env']
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n');
  const settings = text.match(/\b\w*(PASSWORD|SECRET|TOKEN|ENCRYPTION_KEY)\w*[:=].*/g) ?? [];
  expect(settings.length).toBeGreaterThan(3);
  for (const setting of settings) expect(setting).toMatch(/^\w+_FILE: \/secrets\//);
});

it('names the provider as this package is named', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  expect(readFileSync(join(root, '.env'), 'utf8')).toContain(`\nPROVIDER_VERSION=${version}\n`);
});

describe.skipIf(compose === undefined).each(['single', 'queue'] as const)(
  'profile %s',
  (profile) => {
    let deployment: Deployment;
    let realm: RemoteRealm;
    const owner = randomOwner();

    beforeAll(async () => {
      deployment = await Deployment.named(compose ?? [], profile);
      await deployment.compose('up', '--detach', '--build');
    });
    afterAll(() => deployment.compose('down', '--volumes'));

    it('is healthy', async () => {
      expect(await deployment.settled(signal)).toEqual(EXPECTED[profile]);
      realm = connectToProvider({
        url: `${deployment.providerUrl}/control/v1`,
        token: await deployment.secret('control-token'),
      }).realm('demo');
    });

    it('publishes n8n and the provider, on loopback', async () => {
      const bindings = (await deployment.containers()).flatMap(({ service, HostConfig }) =>
        Object.values(HostConfig.PortBindings ?? {}).flatMap((all) =>
          (all ?? []).map(({ HostIp }) => `${service} ${HostIp}`),
        ),
      );
      expect(bindings.sort()).toEqual([`${N8N[profile][0]} 127.0.0.1`, 'provider 127.0.0.1']);
    });

    it('has secrets of its own, and shows them in no setting', async () => {
      const secrets = await Promise.all(SECRETS.map((name) => deployment.secret(name)));
      for (const secret of secrets) {
        expect(secret).toMatch(/^[0-9a-f]{64}$/);
        expect(seen).not.toContain(secret);
        seen.add(secret);
      }
      for (const { Config } of await deployment.containers()) {
        const settings = JSON.stringify([Config.Env, Config.Cmd, Config.Entrypoint]);
        for (const secret of secrets) expect(settings).not.toContain(secret);
        expect(
          Config.Env.filter((line) => /^\w*(PASSWORD|SECRET|TOKEN|ENCRYPTION_KEY)=/.test(line)),
        ).toEqual([]);
      }
    });

    it('tells where the console is, which the token opens', async () => {
      const url = new URL(
        /http\S+\/console#token=\S+/.exec(await deployment.compose('logs', 'provider'))?.[0] ?? '',
      );
      expect(url.origin).toBe(deployment.providerUrl);
      expect((await fetch(url)).status).toBe(200);
      expect(
        (
          await connectToProvider({
            url: `${url.origin}/control/v1`,
            token: url.hash.replace('#token=', ''),
          }).realms()
        ).map(({ name }) => name),
      ).toEqual(['demo']);
    });

    it('runs the demo before anybody has logged in', async () => {
      expect(await callDemo(deployment)).toMatchObject({ id: '1' });
    });

    it('lets its first visitor become the owner, who connects the credential again', async () => {
      const rest = new RestClient(deployment.n8nUrl, (client, aborted) =>
        setUpOwner(client, owner, aborted),
      );
      await setUpOwner(rest, owner, signal);
      const credential = await rest.call(
        z.object({ name: z.string(), data: z.object({ oauthTokenData: z.unknown() }) }),
        {
          method: 'GET',
          path: `/rest/credentials/${DEMO}?includeData=true`,
          doing: 'read the credential',
          signal,
        },
      );
      expect(credential).toMatchObject({
        name: 'OAuth demo',
        data: { oauthTokenData: expect.anything() },
      });
      await new Credentials(rest).connect(DEMO, signal);
      expect(await realm.grants()).toHaveLength(2);
      expect(await callDemo(deployment)).toMatchObject({ id: '1' });
    });

    it('refreshes an expired token', async () => {
      await realm.endGrants({ state: 'expired', kinds: ['access'] });
      expect(await callDemo(deployment)).toMatchObject({ id: '1' });
      expect((await realm.ledger({ action: 'refreshed' })).entries).toHaveLength(1);
    });

    it('keeps its tokens when the provider starts again', async () => {
      await deployment.compose('restart', 'provider');
      await deployment.settled(signal);
      expect(await callDemo(deployment)).toMatchObject({ id: '1' });
    });

    it.runIf(profile === 'queue')('executes on its workers', async () => {
      expect(await deployment.compose('logs', 'worker-1', 'worker-2')).toMatch(
        /Worker finished execution/,
      );
    });

    it.runIf(profile === 'queue')(
      'lets nobody into Postgres and Redis without the password',
      async () => {
        await expect(
          deployment.compose(
            'exec',
            '-T',
            '-e',
            'PGPASSWORD=n8n',
            'postgres',
            'psql',
            '--host=postgres',
            '--username=n8n',
            '--command=select 1',
          ),
        ).rejects.toThrow(/password authentication failed/);
        expect(await deployment.compose('exec', '-T', 'redis', 'redis-cli', 'ping')).toMatch(
          /NOAUTH/,
        );
      },
    );

    it('leaves nothing behind', async () => {
      const volumes = await deployment.volumes();
      expect(volumes.length).toBeGreaterThan(0);
      await deployment.compose('down', '--volumes');
      for (const kind of ['container', 'volume', 'network'] as const)
        expect(await deployment.left(kind)).toEqual([]);
      for (const volume of new Set(volumes)) expect(await volumeExists(volume), volume).toBe(false);
    });
  },
);
