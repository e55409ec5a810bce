import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTag } from './belongings.ts';
import { openJournal } from './journal.ts';
import { markOf, markOfTag } from './mark.ts';
import { openSession, type RemoteInstance } from './open-session.ts';
import { findRemains, removeRemains } from './remains.ts';
import { parseRemoteAddress } from './remote-address.ts';
import {
  ACCOUNT,
  fakeInstance,
  type FakeInstance,
  type FakeInstanceOptions,
} from './testing/fake-instance.ts';

const signal = new AbortController().signal;
const mark = markOf('0a1b2c3d');
const other = markOf('ffffffff');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journals-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const enter = (n8n: FakeInstance): Promise<RemoteInstance> =>
  openSession(parseRemoteAddress(n8n.url), ACCOUNT, signal);
const OTHERS = {
  workflows: [
    { id: 'w', name: 'Invoices' },
    { id: 'x', name: 'my oauth-chaos 0a1b2c3d notes' },
  ],
  credentials: [
    { id: 'c', name: 'Gmail' },
    { id: 'd', name: 'copy of oauth-chaos 0a1b2c3d main' },
  ],
  tags: [
    { id: 't', name: 'prod' },
    { id: 'u', name: 'oauth-chaos' },
  ],
};
const withOthers = (more: FakeInstanceOptions = {}): Promise<FakeInstance> =>
  fakeInstance({ ...more, contents: structuredClone(OTHERS) });

/** Creates what a run creates. */
async function make(
  n8n: FakeInstance,
  instance: RemoteInstance,
  { tagged = true } = {},
): Promise<void> {
  const tag = await createTag(instance.rest, mark, signal);
  n8n.contents.workflows.push({
    id: 'ours',
    name: `${mark.prefix}a/b 1 main`,
    tags: tagged ? [tag] : [],
  });
  n8n.contents.credentials.push({ id: 'ours', name: `${mark.prefix}a/b 1 main` });
}

/** Makes the journal look like that of a harness that has ended. */
function orphan(change: Readonly<Record<string, unknown>> = {}): void {
  const path = join(folder, `${mark.id}.json`);
  writeFileSync(
    path,
    JSON.stringify({
      ...(JSON.parse(readFileSync(path, 'utf8')) as object),
      owner: { pid: process.pid, startedAt: 'another time' },
      ...change,
    }),
  );
}

describe('what a run left on an instance', () => {
  it('is removed, and nothing of anybody else', async () => {
    await using n8n = await withOthers();
    const instance = await enter(n8n);
    await openJournal(mark, instance.address, folder);
    await make(n8n, instance);
    orphan();
    const [left, ...more] = await findRemains(instance, signal, folder);
    expect(more).toEqual([]);
    expect(left).toEqual({ mark, state: 'abandoned', witness: 'journal' });
    expect(await removeRemains(instance, { mark, witness: 'journal' }, signal, folder)).toEqual({
      workflows: 1,
      credentials: 1,
    });
    expect(n8n.contents).toEqual(OTHERS);
    expect(readdirSync(folder)).toEqual([]);
    expect(
      n8n.requests.filter(({ method }) => method === 'DELETE').map(({ path }) => path),
    ).toEqual(['/rest/workflows/ours', '/rest/credentials/ours', '/rest/tags/id1']);
  });

  it('is found by its tag when the journal is lost, and may then belong to a run elsewhere', async () => {
    await using n8n = await withOthers();
    const instance = await enter(n8n);
    await make(n8n, instance);
    expect(await findRemains(instance, signal, folder)).toEqual([
      { mark, state: 'unknown', witness: 'tag' },
    ]);
    expect(await removeRemains(instance, { mark, witness: 'tag' }, signal, folder)).toEqual({
      workflows: 1,
      credentials: 1,
    });
    expect(n8n.contents).toEqual(OTHERS);
  });

  it('is, without a journal, not what has the name but not the tag', async () => {
    await using n8n = await withOthers();
    const instance = await enter(n8n);
    await make(n8n, instance, { tagged: false });
    await removeRemains(instance, { mark, witness: 'tag' }, signal, folder);
    expect(n8n.contents.workflows.map(({ id }) => id)).toEqual(['w', 'x', 'ours']);
  });

  it('belongs to its harness while that runs, and to nobody known on another machine', async () => {
    await using n8n = await withOthers();
    const instance = await enter(n8n);
    await openJournal(mark, instance.address, folder);
    expect(await findRemains(instance, signal, folder)).toMatchObject([{ state: 'in-use' }]);
    orphan({ machine: { host: 'elsewhere', boot: '', namespace: '' } });
    expect(await findRemains(instance, signal, folder)).toMatchObject([
      { state: 'unknown', witness: 'journal' },
    ]);
  });

  it('on another instance is not looked for here, and files that are no journal are passed over', async () => {
    await using n8n = await withOthers();
    const instance = await enter(n8n);
    await openJournal(other, { ...instance.address, url: 'https://elsewhere.example' }, folder);
    writeFileSync(join(folder, 'cut.json'), '{"schema');
    expect(await findRemains(instance, signal, folder)).toEqual([]);
  });

  it('includes what appears while it is being removed', async () => {
    let late = true;
    await using n8n: FakeInstance = await withOthers({
      first({ method, path }) {
        if (method === 'DELETE' && path.startsWith('/rest/credentials/') && late) {
          late = false;
          n8n.contents.credentials.push({ id: 'late', name: `${mark.prefix}late` });
        }
        return undefined;
      },
    });
    const instance = await enter(n8n);
    await make(n8n, instance);
    expect(await removeRemains(instance, { mark, witness: 'journal' }, signal, folder)).toEqual({
      workflows: 1,
      credentials: 2,
    });
    expect(n8n.contents).toEqual(OTHERS);
  });

  it('keeps its journal when n8n does not let it be removed, and says how to go on', async () => {
    await using n8n = await withOthers({
      first: ({ method }) =>
        method === 'DELETE' ? { status: 500, body: { message: 'database is locked' } } : undefined,
    });
    const instance = await enter(n8n);
    await openJournal(mark, instance.address, folder);
    await make(n8n, instance);
    await expect(
      removeRemains(instance, { mark, witness: 'journal' }, signal, folder),
    ).rejects.toMatchObject({
      code: 'remote-not-cleaned',
      message: expect.stringContaining('500 (database is locked)'),
      hint: expect.stringContaining(`oauth-chaos clean --n8n ${n8n.url}`),
    });
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('leaves a tag that somebody put on a workflow of their own', async () => {
    await using n8n = await withOthers();
    const instance = await enter(n8n);
    await make(n8n, instance);
    n8n.contents.workflows[0] = { id: 'w', name: 'Invoices', tags: ['id1'] };
    await expect(
      removeRemains(instance, { mark, witness: 'journal' }, signal, folder),
    ).rejects.toMatchObject({ message: expect.stringContaining("not the harness's carry it") });
    expect(n8n.contents.workflows.map(({ id }) => id)).toEqual(['w', 'x']);
    expect(n8n.contents.tags).toHaveLength(3);
  });
});

it('takes only its own form of tag for a mark', () => {
  expect(markOfTag('oauth-chaos 0a1b2c3d')).toEqual(mark);
  expect(
    ['oauth-chaos', 'oauth-chaos staging', 'oauth-chaos 0A1B2C3D', 'x oauth-chaos 0a1b2c3d'].map(
      markOfTag,
    ),
  ).toEqual([undefined, undefined, undefined, undefined]);
  expect(mark.tag.length).toBeLessThanOrEqual(24);
});
