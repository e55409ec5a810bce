import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LogMark, LogPart } from '../../model/client.ts';
import type { EventOf, HistoryEvent } from '../../model/event.ts';
import { bareRun } from '../../testing/bare-run.ts';
import { changedClient } from '../../testing/changed-client.ts';
import type { ScenarioRun } from '../scenario-run.ts';
import { probeLog, recordLogSearch } from './probe-log.ts';

type Logs = Readonly<Record<string, string>>;

/** A client whose processes have written these logs. */
const logging = (logs: Logs, asked: (LogMark | 'end')[] = []) =>
  changedClient(() => ({
    async readLog(since): Promise<LogPart> {
      asked.push(since);
      return {
        texts: Object.entries(logs).map(([process, text]) => ({
          process,
          text: since === 'end' ? '' : text.slice(since[process] ?? 0),
        })),
        mark: Object.fromEntries(
          Object.entries(logs).map(([process, text]) => [process, text.length]),
        ),
      };
    },
  }));

const credentialIds = new Map([
  ['main', 'abc'],
  ['other', 'xyz'],
]);

const logEvents = (events: readonly HistoryEvent[]): EventOf<'log'>[] =>
  events.filter((event) => event.type === 'log');

async function probed(logs: Logs, part: Partial<ScenarioRun> = {}): Promise<string[]> {
  const { run, events } = await bareRun({ client: logging(logs), credentialIds, ...part });
  await probeLog(run);
  return logEvents(events).map(({ process, level, line }) => `${process} ${level}: ${line}`);
}

test('lines of several processes stand in the order of their times', async () => {
  expect(
    await probed({
      main: '10:00:00.100 | debug | one of "abc"\n10:00:00.400 | debug | four of "abc"\n',
      'worker-1': '10:00:00.200 | debug | two of "abc"\n10:00:00.300 | error | three of "abc"\n',
    }),
  ).toEqual([
    'main debug: 10:00:00.100 | debug | one of "abc"',
    'worker-1 debug: 10:00:00.200 | debug | two of "abc"',
    'worker-1 error: 10:00:00.300 | error | three of "abc"',
    'main debug: 10:00:00.400 | debug | four of "abc"',
  ]);
});

test.each([
  [1, ['main warn: warn | could not save the new tokens']],
  [0, []],
])(
  'a warning about storing that names no credential is kept while the target is disturbed: %i faults',
  async (targetFaultsBegun, kept) => {
    const text = 'warn | could not save the new tokens\ndebug | save is done\nwarn | slow\n';
    expect(await probed({ main: text }, { targetFaultsBegun })).toEqual(kept);
  },
);

test('a line without a time goes with the one before it, and lines of one moment stay in their order', async () => {
  expect(
    await probed({
      main: '10:00:00.300 | error | it failed\n  because of "abc"\n',
      'worker-1':
        '10:00:00.200 | error | first "abc"\n10:00:00.200 | error | second "abc"\n10:00:00.301 | error | last "abc"\n',
    }),
  ).toEqual([
    'worker-1 error: 10:00:00.200 | error | first "abc"',
    'worker-1 error: 10:00:00.200 | error | second "abc"',
    'main info:   because of "abc"',
    'worker-1 error: 10:00:00.301 | error | last "abc"',
  ]);
});

test.each([
  ['an id of this run, at any level', '10:00:00.000 | debug | refreshing "xyz"', true],
  [
    'an id that only begins like one of this run',
    '10:00:00.000 | debug | refreshing "xyz1"',
    false,
  ],
  ['an id that is no JSON text', '10:00:00.000 | error | xyz', false],
  [
    'the name of a credential, in a warning',
    '10:00:00.000 | warn | credential bare main is odd',
    true,
  ],
  [
    'the name of a credential, in an error',
    '10:00:00.000 | error | credential bare other is odd',
    true,
  ],
  [
    'the name of a credential, in what a healthy n8n tells',
    '10:00:00.000 | info | execution of bare main',
    false,
  ],
  ['a line without a level that bears a name', '10:00:00.000 | execution of bare main', false],
  ['neither', '10:00:00.000 | error | something else', false],
])('%s', async (_, line, wanted) => {
  expect(await probed({ client: `${line}\n` })).toHaveLength(wanted ? 1 : 0);
});

test('a line is recorded with the credentials that it names, whichever way', async () => {
  const { run, events } = await bareRun({
    client: logging({
      main: 'debug "xyz"\nwarn bare main and "xyz"\nwarn it could not be stored\n',
    }),
    credentialIds,
    targetFaultsBegun: 1,
  });
  await probeLog(run);
  expect(logEvents(events).map(({ credentials }) => credentials)).toEqual([
    ['other'],
    ['main', 'other'],
    [],
  ]);
});

test('each part of the log is read once', async () => {
  const logs = { client: 'error "abc" 1\n', 'worker-1': '' };
  const asked: (LogMark | 'end')[] = [];
  const { run, events } = await bareRun({
    client: logging(logs, asked),
    credentialIds,
    logMark: { client: 0 },
  });
  await probeLog(run);
  logs.client += 'error "abc" 2\n';
  logs['worker-1'] += 'error "abc" 3\n';
  await probeLog(run);
  expect(asked).toEqual([{ client: 0 }, { client: 14, 'worker-1': 0 }]);
  expect(logEvents(events).map(({ line }) => line)).toEqual([
    'error "abc" 1',
    'error "abc" 2',
    'error "abc" 3',
  ]);
});

test('of very many lines the earliest forty are kept, and long ones are cut', async () => {
  const line = (process: string, index: number): string =>
    `10:00:${String(index).padStart(2, '0')}.000 | error | "abc" ${process} ${'x'.repeat(900)}`;
  const text = (process: string): string =>
    `${Array.from({ length: 30 }, (_, index) => line(process, index)).join('\n')}\n`;
  const kept = await probed({ main: text('main'), 'worker-1': text('worker-1') });
  expect(kept).toHaveLength(40);
  expect(kept.at(-1)).toContain('10:00:19.000');
  expect(Math.max(...kept.map((one) => one.length))).toBeLessThan(430);
});

test('what was searched for secrets is everything, also lines nobody wants; what was found is told by name', async () => {
  const { run, events } = await bareRun({ credentialIds });
  const { secret } = run.realm.registerClient('main');
  const logs = { main: `nothing here\n`, 'worker-1': `debug something with ${secret}\n` };
  const looking = { ...run, client: logging(logs) };
  await probeLog(looking);
  recordLogSearch(looking);
  expect(events).toMatchObject([
    {
      type: 'leak-scan',
      place: 'client-log',
      characters: logs.main.length + logs['worker-1'].length,
      leaks: [expect.stringContaining('main')],
    },
  ]);
  expect(JSON.stringify(events)).not.toContain(secret);
});

test('a client without a log is not asked for it, and no search is claimed', async () => {
  const asked: (LogMark | 'end')[] = [];
  const client = logging({ client: 'error "abc"\n' }, asked);
  const { run, events } = await bareRun({
    client: changedClient(() => ({ capabilities: new Set(), readLog: client.readLog })),
    credentialIds,
  });
  await probeLog(run);
  recordLogSearch(run);
  expect([asked, events]).toEqual([[], []]);
});

test('whoever writes which line, no process changes the order of its own', async () => {
  const times = fc
    .array(fc.nat(59), { maxLength: 12 })
    .map((seconds) => seconds.toSorted((one, other) => one - other));
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(fc.constantFrom('main', 'worker-1', 'worker-2'), times, {
        maxKeys: 3,
        noNullPrototype: true,
      }),
      async (written) => {
        const logs = Object.fromEntries(
          Object.entries(written).map(([process, seconds]) => [
            process,
            seconds
              .map(
                (second, index) =>
                  `10:00:${String(second).padStart(2, '0')}.000 | error | "abc" ${index}\n`,
              )
              .join(''),
          ]),
        );
        const lines = (await probed(logs)).map((line) => ({
          process: line.split(' ')[0],
          second: /10:00:(\d\d)/.exec(line)?.[1] ?? '',
          index: Number(/ (\d+)$/.exec(line)?.[1]),
        }));
        expect(lines.map(({ second }) => second)).toEqual(
          lines.map(({ second }) => second).toSorted(),
        );
        for (const process of Object.keys(logs))
          expect(
            lines.filter((line) => line.process === process).map(({ index }) => index),
          ).toEqual(written[process]?.map((_, index) => index));
      },
    ),
    { numRuns: 30 },
  );
});
