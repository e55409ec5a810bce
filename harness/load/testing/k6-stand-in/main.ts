import './resolve-k6.ts';
import { writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

/**
 * A stand-in for k6, which is no k6: it takes the part of k6's command line that we use, and runs a
 * script under stand-ins for the modules of k6. How it misbehaves is said by `STAND_IN`.
 */
interface Script {
  readonly default: () => void;
  readonly options: {
    readonly scenarios: { readonly calls: { readonly rate: number; readonly duration: string } };
    readonly thresholds: Readonly<Record<string, readonly string[]>>;
  };
  readonly handleSummary: (data: unknown) => Readonly<Record<string, string>>;
}

const mistake = process.env['STAND_IN'];
const [command, ...args] = process.argv.slice(2);

async function run(): Promise<number> {
  const env = args.flatMap((arg, index) => (args[index - 1] === '--env' ? [arg] : []));
  const pairs = env.map((pair) => [pair.replace(/=.*/s, ''), pair.replace(/^[^=]*=/, '')] as const);
  Object.assign(globalThis, { __ENV: Object.fromEntries(pairs) });
  const script = (await import(pathToFileURL(args.at(-1) ?? '').href)) as Script;
  const http = await import('./http.ts');
  const { state } = await import('./execution.ts');
  const took: number[] = [];
  http.follow(({ tookMs, status }) => {
    took.push(tookMs);
    const tags = { status: String(status), expected_response: String(status < 400) };
    const data = { time: new Date().toISOString(), value: tookMs, tags };
    for (const metric of ['http_reqs', 'http_req_duration'])
      process.stdout.write(`${JSON.stringify({ metric, type: 'Point', data })}\n`);
  });
  const { rate, duration } = script.options.scenarios.calls;
  const startedAt = performance.now();
  const endsAt = Number.parseFloat(duration) * 1_000;
  for (let due = 0; performance.now() - startedAt < endsAt; await delay(5)) {
    for (; due < ((performance.now() - startedAt) * rate) / 1_000; due += 1) {
      state.iterationInTest = due;
      script.default();
    }
    if (mistake === 'dies' && performance.now() - startedAt > endsAt / 2)
      process.kill(process.pid, 'SIGKILL');
  }
  await http.allEnded();
  const values = Object.fromEntries(
    ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)', 'p(99)'].map((name) => [
      name,
      Math.max(...took),
    ]),
  );
  const count = mistake === 'counts-otherwise' ? took.length * 2 : took.length;
  const files = script.handleSummary({
    metrics: { http_reqs: { values: { count } }, http_req_duration: { values } },
  });
  if (mistake === 'no-summary') return 0;
  for (const [file, text] of Object.entries(files))
    writeFileSync(file, mistake === 'nonsense' ? text.slice(0, 20) : text);
  return mistake === 'fails' ? 107 : 0;
}

if (command === 'version') {
  const version = mistake === 'old' ? 'v0.49.0' : 'v1.2.3';
  process.stdout.write(mistake === 'other' ? 'Kubernetes 6\n' : `k6 ${version} (stand-in)\n`);
} else process.exitCode = await run();
