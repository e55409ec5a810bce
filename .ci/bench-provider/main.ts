import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { memory } from './memory.ts';
import { CONNECTIONS, connections, postForm } from './post-form.ts';
import { FAMILIES, SERVERS, type Served, type ServerName } from './servers.ts';

/**
 * `npm run bench:provider`: compares this provider with plain oauth2-mock-server and with the least
 * that a server of this machine can do: refresh requests per second and p99, in turn with the same
 * load; JWTs are signed by RS256. Then measures start and memory. Servers run in their own
 * processes on 127.0.0.1; every loop is bounded.
 */
const REQUESTS = 4_000;
const ROUNDS = 5;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

interface Running {
  readonly served: Served;
  readonly child: ChildProcess;
}

async function inProcess(name: ServerName): Promise<Running> {
  const child = spawn(process.execPath, [import.meta.filename, '--serve', name], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [served] = (await once(child, 'message')) as [Served];
  return { served, child };
}

interface Figures {
  readonly perSecond: number;
  readonly p99Ms: number;
}

async function load({ tokenUrl, ...served }: Served): Promise<Figures> {
  const agent = connections();
  const times: number[] = [];
  let sent = 0;
  const startedAt = performance.now();
  const worker = async (): Promise<void> => {
    while (sent < REQUESTS) {
      sent += 1;
      const before = performance.now();
      await postForm(tokenUrl, agent, {
        grant_type: 'refresh_token',
        refresh_token: served.refreshTokens[sent % served.refreshTokens.length] ?? '',
        client_id: served.clientId,
        client_secret: served.clientSecret,
      });
      times.push(performance.now() - before);
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

async function compare(): Promise<void> {
  const names = Object.keys(SERVERS) as ServerName[];
  const running = new Map<ServerName, Running>();
  try {
    for (const name of names) running.set(name, await inProcess(name));
    const figures = new Map<ServerName, Figures[]>(names.map((name) => [name, []]));
    for (let round = 0; round <= ROUNDS; round += 1)
      for (const [name, { served }] of running) {
        const measured = await load(served);
        // The first round only warms up and is not counted.
        if (round > 0) figures.get(name)?.push(measured);
      }
    tell(new Map(figures));
  } finally {
    for (const { child } of running.values()) child.kill();
  }
}

function tell(figures: ReadonlyMap<ServerName, readonly Figures[]>): void {
  const of = (name: ServerName): readonly Figures[] => figures.get(name) ?? [];
  for (const name of figures.keys()) {
    const perSecond = median(of(name).map((one) => one.perSecond));
    const p99 = median(of(name).map(({ p99Ms }) => p99Ms)).toFixed(1);
    say(`${name.padEnd(26)}${Math.round(perSecond)} refreshes/s, p99 ${p99} ms`);
  }
  /** How many times as fast, as the median of the rounds. */
  const ratio = (name: ServerName, other: ServerName): string =>
    median(
      of(name).map(({ perSecond }, round) => perSecond / (of(other)[round]?.perSecond ?? NaN)),
    ).toFixed(2);
  const plain = 'oauth2-mock-server, JWT';
  say(
    `ratio to oauth2-mock-server, round by round: JWT ${ratio('this provider, JWT', plain)}, opaque ${ratio('this provider, opaque', plain)}  (${FAMILIES} live consents, ledger on, ${REQUESTS} requests on ${CONNECTIONS} connections, ${ROUNDS} rounds)`,
  );
  say(
    `the most that node:http can do here: JWT ${ratio('node:http alone, JWT', plain)}, opaque ${ratio('node:http alone, opaque', plain)}`,
  );
}

const at = process.argv.indexOf('--serve');
const serve = process.argv[at + 1];
if (at === -1) {
  await compare();
  const child = spawn(
    process.execPath,
    ['--expose-gc', import.meta.filename, '--serve', 'memory'],
    { stdio: 'inherit' },
  );
  const [code] = (await once(child, 'close')) as [number | null];
  process.exitCode = code ?? 1;
} else if (serve === 'memory') {
  await memory(say);
} else {
  process.send?.(await SERVERS[serve as ServerName]());
}
