import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { OAuth2Server } from 'oauth2-mock-server';
import { startProvider } from '../mock-provider/index.ts';

/**
 * `npm run bench:provider`: compares this provider with plain oauth2-mock-server: refresh requests
 * per second and p99, in turn on the same machine with the same load, both signing RS256 JWTs. Then
 * measures the start, the memory over a million ledger entries, and creating and dropping realms.
 * Servers run in their own processes on 127.0.0.1; every loop is bounded.
 */
const FAMILIES = 1_000;
const REQUESTS = 4_000;
const CONNECTIONS = 16;
const ROUNDS = 3;

interface Served {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshTokens: readonly string[];
}

async function ours(format: 'jwt' | 'opaque'): Promise<Served> {
  const provider = await startProvider();
  const realm = provider.createRealm('bench', {
    accessTokenFormat: format,
    refreshToken: { rotation: 'never' },
  });
  const client = realm.registerClient('main');
  const redirectUri = 'http://127.0.0.1/callback';
  const refreshTokens: string[] = [];
  for (let family = 0; family < FAMILIES; family += 1) {
    const asked = await fetch(
      `${realm.authorizationUrl}?${new URLSearchParams({ response_type: 'code', client_id: client.id, redirect_uri: redirectUri })}`,
      { redirect: 'manual' },
    );
    const code = new URL(asked.headers.get('location') ?? '').searchParams.get('code') ?? '';
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      client_id: client.id,
      client_secret: client.secret,
    });
    const tokens = (await (await fetch(realm.tokenUrl, { method: 'POST', body })).json()) as {
      readonly refresh_token: string;
    };
    refreshTokens.push(tokens.refresh_token);
  }
  return {
    tokenUrl: realm.tokenUrl,
    clientId: client.id,
    clientSecret: client.secret,
    refreshTokens,
  };
}

async function theirs(): Promise<Served> {
  const server = new OAuth2Server();
  await server.issuer.keys.generate('RS256');
  await server.start(0, '127.0.0.1');
  const { port } = server.address();
  return {
    tokenUrl: `http://127.0.0.1:${port}/token`,
    clientId: 'main',
    clientSecret: 'secret',
    refreshTokens: Array.from({ length: FAMILIES }, (_, index) => `refresh-${index}`),
  };
}

const KINDS = {
  'this provider, JWT': () => ours('jwt'),
  'oauth2-mock-server, JWT': theirs,
  'this provider, opaque': () => ours('opaque'),
} as const;
type Kind = keyof typeof KINDS;

async function inProcess(
  kind: Kind,
): Promise<{ readonly served: Served; readonly child: ChildProcess }> {
  const child = spawn(process.execPath, [import.meta.filename, '--serve', kind], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [served] = (await once(child, 'message')) as [Served];
  return { served, child };
}

function refresh(
  agent: Agent,
  { tokenUrl, clientId, clientSecret }: Served,
  refreshToken: string,
): Promise<number> {
  const startedAt = performance.now();
  const body = new URLSearchParams({
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    client_id: clientId,
    client_secret: clientSecret,
  }).toString();
  return new Promise((resolve, reject) => {
    const sent = request(
      tokenUrl,
      {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': body.length,
        },
      },
      (response) => {
        response.resume();
        response.once('end', () =>
          response.statusCode === 200
            ? resolve(performance.now() - startedAt)
            : reject(new Error(`${tokenUrl} answered ${response.statusCode}`)),
        );
      },
    );
    sent.once('error', reject);
    sent.end(body);
  });
}

interface Figures {
  readonly perSecond: number;
  readonly p99Ms: number;
}

async function load(served: Served, requests = REQUESTS): Promise<Figures> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const times: number[] = [];
  let sent = 0;
  const startedAt = performance.now();
  const worker = async (): Promise<void> => {
    while (sent < requests) {
      sent += 1;
      times.push(
        await refresh(
          agent,
          served,
          served.refreshTokens[sent % served.refreshTokens.length] ?? '',
        ),
      );
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  const seconds = (performance.now() - startedAt) / 1_000;
  agent.destroy();
  times.sort((a, b) => a - b);
  return {
    perSecond: times.length / seconds,
    p99Ms: times[Math.floor(times.length * 0.99)] ?? Number.NaN,
  };
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function compare(): Promise<void> {
  const kinds = Object.keys(KINDS) as Kind[];
  const running = new Map<Kind, Awaited<ReturnType<typeof inProcess>>>();
  try {
    for (const kind of kinds) running.set(kind, await inProcess(kind));
    const figures = new Map<Kind, Figures[]>(kinds.map((kind) => [kind, []]));
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const [kind, { served }] of running) {
        const measured = await load(served);
        // The first round only warms up and is not counted.
        if (round > 0) figures.get(kind)?.push(measured);
      }
    }
    const of = (kind: Kind): readonly Figures[] => figures.get(kind) ?? [];
    for (const kind of kinds)
      say(
        `${kind.padEnd(26)}${Math.round(median(of(kind).map(({ perSecond }) => perSecond)))} refreshes/s, p99 ${median(of(kind).map(({ p99Ms }) => p99Ms)).toFixed(1)} ms`,
      );
    const ratio = (kind: Kind): string =>
      median(
        of(kind).map(
          ({ perSecond }, round) =>
            perSecond / (of('oauth2-mock-server, JWT')[round]?.perSecond ?? Number.NaN),
        ),
      ).toFixed(2);
    say(
      `ratio to oauth2-mock-server, round by round: JWT ${ratio('this provider, JWT')}, opaque ${ratio('this provider, opaque')}  (${FAMILIES} live consents, ledger on, ${REQUESTS} requests on ${CONNECTIONS} connections, ${ROUNDS} rounds)`,
    );
  } finally {
    for (const { child } of running.values()) child.kill();
  }
}

const megabytes = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
};

/** Sends token requests of one client over the connections of the agent. */
function tokenRequests(
  url: string,
  client: { readonly id: string; readonly secret: string },
  agent: Agent,
): (body: Record<string, string>) => Promise<{ readonly refresh_token: string }> {
  return (body: Record<string, string>): Promise<{ readonly refresh_token: string }> =>
    new Promise((resolve, reject) => {
      const text = new URLSearchParams({
        client_id: client.id,
        client_secret: client.secret,
        ...body,
      }).toString();
      const sent = request(
        url,
        {
          method: 'POST',
          agent,
          headers: {
            'content-type': 'application/x-www-form-urlencoded',
            'content-length': text.length,
          },
        },
        (response) => {
          let answer = '';
          response.setEncoding('utf8').on('data', (part: string) => (answer += part));
          response.once('end', () =>
            resolve(JSON.parse(answer) as { readonly refresh_token: string }),
          );
        },
      );
      sent.once('error', reject);
      sent.end(text);
    });
}

async function memory(): Promise<void> {
  const startedAt = performance.now();
  await using provider = await startProvider();
  const startMs = performance.now() - startedAt;
  const realm = provider.createRealm('memory', {
    refreshToken: { rotation: 'single-use' },
    accessTokenOnRefresh: 'revoked',
  });
  const client = realm.registerClient('main');
  const ledger = { entries: 0 };
  realm.listen(({ type }) => {
    if (type === 'ledger') ledger.entries += 1;
  });
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const ask = tokenRequests(realm.tokenUrl, client, agent);
  const redirectUri = 'http://127.0.0.1/callback';
  const chain = async (): Promise<void> => {
    const asked = await fetch(
      `${realm.authorizationUrl}?${new URLSearchParams({ response_type: 'code', client_id: client.id, redirect_uri: redirectUri })}`,
      { redirect: 'manual' },
    );
    let tokens = await ask({
      grant_type: 'authorization_code',
      code: new URL(asked.headers.get('location') ?? '').searchParams.get('code') ?? '',
      redirect_uri: redirectUri,
    });
    while (ledger.entries < 1_000_000)
      tokens = await ask({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token });
  };
  const before = megabytes();
  await Promise.all(Array.from({ length: CONNECTIONS }, chain));
  agent.destroy();
  say(`start of a provider: ${Math.round(startMs)} ms`);
  say(
    `heap over ${ledger.entries} ledger entries: ${before.toFixed(0)} MB before, ${megabytes().toFixed(0)} MB after`,
  );
  const [few, many] = [100, 10_000];
  for (let count = 0; count < few; count += 1)
    provider.dropRealm(provider.createRealm(`few-${count}`).name);
  const afterFew = megabytes();
  for (let count = 0; count < many; count += 1)
    provider.dropRealm(provider.createRealm(`many-${count}`).name);
  say(
    `heap over ${many} realms made and dropped: ${afterFew.toFixed(0)} MB before, ${megabytes().toFixed(0)} MB after`,
  );
}

const at = process.argv.indexOf('--serve');
if (at === -1) {
  await compare();
  const child = spawn(
    process.execPath,
    ['--expose-gc', import.meta.filename, '--serve', 'memory'],
    { stdio: 'inherit' },
  );
  const [code] = (await once(child, 'close')) as [number | null];
  process.exitCode = code ?? 1;
} else if (process.argv[at + 1] === 'memory') {
  await memory();
} else {
  const serve = KINDS[process.argv[at + 1] as Kind];
  process.send?.(await serve());
}
