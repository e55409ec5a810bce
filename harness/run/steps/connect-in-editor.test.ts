import { expect, test } from 'vitest';
import type { EditorVisit, Screenshot } from '../../model/editor.ts';
import { HarnessError } from '../../model/error.ts';
import { connectInEditor } from '../../plan/steps/connect-in-editor.ts';
import { execute } from '../../plan/steps/execute.ts';
import { bareRun } from '../../testing/bare-run.ts';
import { changedClient } from '../../testing/changed-client.ts';
import { runForTest } from '../../testing/run-for-test.ts';
import { connectInEditor as connect } from './connect-in-editor.ts';

const ASKED = { consent: 'page-in-browser' } as const;
const PNG = new Uint8Array([1, 2, 3]);
const shot = (moment: Screenshot['moment'], text = 'Account connected'): Screenshot => ({
  moment,
  png: PNG,
  text,
});

/** A client in whose editor the user sees these pictures before what the original does. */
const seeing = (...pictures: readonly Screenshot[]) =>
  changedClient((original) => ({
    connectInEditor: (id, signal, visit: EditorVisit) => {
      for (const picture of pictures) visit.onScreenshot(picture);
      return original.connectInEditor(id, signal, visit);
    },
  }));

test('the provider asks on a page, and a connect over the API is not asked', async () => {
  const { history } = await runForTest({
    realm: ASKED,
    plan: [execute(1), connectInEditor('main', { mayFail: true }), execute(1)],
  });
  expect(history.of('connect')).toMatchObject([
    { ok: true },
    { ok: true, through: 'editor', dialog: 'Connected.', shown: expect.any(String) },
  ]);
  expect(history.of('connect')[0]).not.toHaveProperty('through');
  const pages = history.exchanges().filter(({ request }) => request.endpoint === 'consent');
  expect(pages).toHaveLength(1);
  expect(history.executions().every(({ status }) => status === 'success')).toBe(true);
});

test('a user who refuses is told why, and the plan goes on with what was connected', async () => {
  const { history } = await runForTest({
    realm: ASKED,
    plan: [execute(1), connectInEditor('main', { mayFail: true, consent: 'deny' }), execute(1)],
  });
  expect(history.of('connect').at(-1)).toMatchObject({
    ok: false,
    mayFail: true,
    through: 'editor',
    shown: expect.stringContaining('access_denied'),
    dialog: expect.stringMatching(/^connected as before: .*access_denied/),
  });
  expect(history.of('stored-credential').map(({ moment }) => moment)).toContain('refused');
  expect(history.executions().every(({ status }) => status === 'success')).toBe(true);
});

test('without mayFail it connects the credential for the first time, or the run stops', async () => {
  const first = await runForTest({ realm: ASKED, plan: [connectInEditor(), execute(1)] });
  expect(first.history.of('connect')).toMatchObject([{ ok: true, through: 'editor' }]);
  const refused = await runForTest({
    realm: ASKED,
    plan: [connectInEditor('main', { consent: 'deny' }), execute(1)],
  });
  expect(refused.history.of('end')).toMatchObject([{ because: 'not-connected' }]);
});

test('each picture is kept beside the history, but one that shows a secret', async () => {
  const kept: string[] = [];
  const { run, events } = await bareRun({
    keepScreenshot: (name) => {
      kept.push(name);
      return `screenshots/${name}`;
    },
  });
  const { secret } = run.realm.registerClient('main');
  const client = changedClient(() => ({
    async connectInEditor(_id, _signal, { onScreenshot }) {
      onScreenshot(shot('before'));
      onScreenshot(shot('callback', `secret ${secret}`));
      onScreenshot(shot('after'));
      return { page: '<p>Connected</p>', dialog: 'Account connected' };
    },
  }));
  await connect({ ...run, client, credentialIds: new Map([['main', 'c1']]) }, 'main').catch(
    () => undefined,
  );
  expect(kept).toHaveLength(2);
  expect(events.filter(({ type }) => type === 'screenshot')).toMatchObject([
    { moment: 'before', file: 'screenshots/1-before.png' },
    { moment: 'callback', withheld: ['client secret of main'] },
    { moment: 'after', file: 'screenshots/3-after.png' },
  ]);
  expect(JSON.stringify(events)).not.toContain(secret);
});

test('a run that keeps no files records that there were pictures', async () => {
  const { history } = await runForTest(
    { plan: [connectInEditor(), execute(1)] },
    { client: seeing(shot('before'), shot('after')) },
  );
  const pictures = history.of('screenshot');
  expect(pictures.map(({ moment }) => moment)).toEqual(['before', 'after']);
  expect(pictures.every(({ file }) => file === undefined)).toBe(true);
});

test('a browser that cannot go on is not held against the client', async () => {
  const client = changedClient(() => ({
    connectInEditor: () =>
      Promise.reject(new HarnessError('browser-failed', 'Could not connect: the browser ended.')),
  }));
  const { history } = await runForTest(
    { plan: [execute(1), connectInEditor('main', { mayFail: true }), execute(1)] },
    { client },
  );
  expect(history.of('connect')).toHaveLength(1);
  expect(history.of('harness-error')).toMatchObject([{ code: 'browser-failed' }]);
  expect(history.of('end')).toMatchObject([{ reason: 'aborted' }]);
});
