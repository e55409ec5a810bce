import { existsSync, mkdirSync, mkdtempSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { summarise } from '../check/totals.ts';
import { thisOwner, type Owner } from '../machine/owner-status.ts';
import type { Stopped } from '../model/results.ts';
import { findRun } from './find-run.ts';
import { withdrawLatest, type LatestLink } from './latest-link.ts';
import { openRun } from './open-run.ts';
import { createRunStore, type RunStore } from './run-store.ts';
import { samplePlanned, sampleTarget } from './testing/sample-results.ts';

const interrupted: Stopped = {
  by: 'interruption',
  message: 'The run was interrupted.',
  exitCode: 130,
};
const notStarted: Stopped = {
  by: 'target',
  message: 'Could not start n8n: it ended.',
  exitCode: 75,
};

let runs: string;
let seconds: number;
beforeEach(() => {
  runs = mkdtempSync(join(tmpdir(), 'find-run-'));
  seconds = 30;
});
afterEach(() => rmSync(runs, { recursive: true, force: true }));

interface NewRun {
  readonly id: string;
  readonly store: RunStore;
  readonly link: LatestLink;
}

/** A run that has made its folder, a second after the one before. */
function start(owner?: Owner): NewRun {
  seconds += 1;
  const id = `20261123-1654${seconds}-ab3f`;
  const store = createRunStore({
    directory: join(runs, id),
    id,
    seed: 7,
    harness: '0.1.0',
    summarise,
    plan: { targets: [sampleTarget()], runs: [samplePlanned()] },
    startedAt: new Date(`2026-11-23T15:54:${seconds}Z`),
    ...(owner === undefined ? {} : { owner }),
  });
  return { id, store, link: withdrawLatest(store.directory) };
}

function begin({ store, link }: NewRun): void {
  store.addTarget(sampleTarget());
  link.begun();
}

function begun(): NewRun {
  const run = start();
  begin(run);
  return run;
}

const place = () => ({ cwd: tmpdir(), runs, summarise });
const find = (name: string): Promise<string> => findRun(name, place());
const latest = (): string | undefined =>
  existsSync(join(runs, 'latest')) ? readlinkSync(join(runs, 'latest')) : undefined;

/** A process that has ended: the pid of this one, with another start. */
async function deadOwner(): Promise<Owner> {
  const owner = await thisOwner('a test');
  return { ...owner, owner: { ...owner.owner, startedAt: 'long ago' } };
}

describe('runs are found', () => {
  it('by path, id and latest', async () => {
    const { id, store } = begun();
    for (const name of [store.directory, id, 'latest', join(runs, 'latest')])
      expect(await find(name)).toBe(store.directory);
  });

  it('or not, with the newest ones named', async () => {
    const { id } = begun();
    await expect(findRun('20261123-165412-ffff', { ...place(), cwd: runs })).rejects.toThrow(
      expect.objectContaining({
        code: 'run-not-found',
        exitCode: 64,
        hint: `Newest runs there: ${id}.`,
      }),
    );
  });

  it('no latest among none', async () => {
    await expect(find('latest')).rejects.toThrow(
      expect.objectContaining({ code: 'run-not-found', hint: `There are no runs in ${runs} yet.` }),
    );
  });
});

describe('latest', () => {
  it('is the newest run once it has begun, and none until then', () => {
    const first = begun();
    expect(latest()).toBe(first.id);
    const second = start();
    expect(latest()).toBeUndefined();
    begin(second);
    expect(latest()).toBe(second.id);
    expect(existsSync(first.store.directory)).toBe(true);
  });

  it('stays with the newer one of two runs at once, whichever begins first', () => {
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      const pair = [start(), start()] as const;
      for (const index of order) begin(pair[index === 0 ? 0 : 1]);
      expect(latest()).toBe(pair[1].id);
    }
  });

  it('is not the older one of two at once when the newer one never began', async () => {
    const [older, newer] = [start(), start()];
    newer.store.end({ stopped: interrupted });
    begin(older);
    expect(latest()).toBeUndefined();
    await expect(find('latest')).rejects.toThrow(newer.id);
  });

  it('does not go by the clock, which may have been set back', async () => {
    begun();
    seconds = 10;
    const { id } = begun();
    expect(latest()).toBe(id);
    start().store.end({ stopped: interrupted });
    await expect(find('latest')).rejects.toThrow(expect.objectContaining({ exitCode: 64 }));
  });

  it('that is a folder of its own is in the way', () => {
    mkdirSync(join(runs, 'latest'));
    expect(() => start()).toThrow(expect.objectContaining({ code: 'storage-failed' }));
  });

  it('is made anew where it led nowhere', () => {
    rmSync(begun().store.directory, { recursive: true });
    expect(latest()).toBeUndefined();
    const { id } = begun();
    expect(latest()).toBe(id);
  });
});

describe('a newest run that has not begun', () => {
  /** How the newest run ends, and what is said when `latest` is asked for. */
  const ways: Readonly<
    Record<string, readonly [end: (run: NewRun) => void, exitCode: number, says: RegExp]>
  > = {
    interrupted: [
      ({ store }) => store.end({ stopped: interrupted }),
      130,
      /ended before n8n was up, with exit code 130: The run was interrupted\./,
    ],
    'whose n8n did not start': [
      ({ store }) => store.end({ stopped: notStarted }),
      75,
      /ended before n8n was up, with exit code 75: Could not start n8n: it ended\./,
    ],
    killed: [() => {}, 2, /was killed before n8n was up, .*\(exit code 2\)/],
  };
  it.each(Object.entries(ways))('%s', async (_, [end, exitCode, says]) => {
    const older = begun();
    const newest = start(await deadOwner());
    end(newest);
    for (const name of ['latest', join(runs, 'latest')])
      await expect(find(name)).rejects.toThrow(
        expect.objectContaining({
          code: 'latest-not-begun',
          exitCode,
          message: expect.stringMatching(
            new RegExp(`^Could not choose the latest run: ${newest.id} .*${says.source}`),
          ),
          hint: expect.stringMatching(
            new RegExp(`oauth-chaos report ${newest.id}\\n.* ${older.id} \\(started 2026-11-23T`),
          ),
        }),
      );
    expect(await find(newest.id)).toBe(newest.store.directory);
    expect(await find(older.id)).toBe(older.store.directory);
  });

  it('because it is still starting', async () => {
    const { id } = start(await thisOwner('a test'));
    await expect(find('latest')).rejects.toThrow(
      expect.objectContaining({
        exitCode: 2,
        message: expect.stringMatching(new RegExp(`${id} .* is still starting n8n\\.$`)),
        hint: expect.stringContaining('No run before it recorded anything.'),
      }),
    );
  });
});

describe('a run that is opened', () => {
  const open = async (owner?: Owner) => {
    const run = start(owner);
    begin(run);
    return { run, opened: () => openRun(run.id, place()) };
  };

  it('is said to go on while its process lives, and not after its end', async () => {
    const { run, opened } = await open(await thisOwner('a test'));
    expect(await opened()).toMatchObject({
      goesOn: true,
      notes: [expect.stringContaining('still going on')],
    });
    run.store.end({});
    expect(existsSync(join(run.store.directory, 'owner.json'))).toBe(false);
    expect(await opened()).toMatchObject({ goesOn: false, notes: [] });
  });

  it('may go on on another machine', async () => {
    const owner = await thisOwner('a test');
    const { opened } = await open({ ...owner, machine: { ...owner.machine, host: 'elsewhere' } });
    expect(await opened()).toMatchObject({
      goesOn: false,
      notes: [expect.stringContaining('another machine')],
    });
  });

  it('does not go on when its process was killed', async () => {
    const { opened } = await open(await deadOwner());
    expect(await opened()).toMatchObject({ goesOn: false, notes: [] });
  });
});
