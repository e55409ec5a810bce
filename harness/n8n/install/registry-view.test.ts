import sinon from 'sinon';
import { expect, test } from 'vitest';
import type { RunCommand } from '../../machine/run-command.ts';
import { registryView } from './registry-view.ts';
import { NEVER, result } from './testing/test-support.ts';

const viewThat = (over: Parameters<typeof result>[0]) =>
  registryView(sinon.stub<Parameters<RunCommand>, ReturnType<RunCommand>>().resolves(result(over)));

test('asks npm, so that its configuration applies, and reads JSON', async () => {
  const run = sinon
    .stub<Parameters<RunCommand>, ReturnType<RunCommand>>()
    .resolves(result({ stdout: '["1.0.0"]' }));
  expect(await registryView(run)('n8n', 'versions', NEVER)).toEqual({
    found: true,
    value: ['1.0.0'],
  });
  sinon.assert.calledOnceWithMatch(run, {
    file: 'npm',
    args: sinon.match(
      (args: string[]) => args.slice(0, 4).join(' ') === 'view n8n versions --json',
    ),
  });
});

test('an unknown package or version is an answer', async () => {
  expect(
    await viewThat({ exitCode: 1, stdout: '{"error":{"code":"E404","summary":"No match"}}' })(
      'n8n@9',
      'version',
      NEVER,
    ),
  ).toEqual({ found: false });
  expect(await viewThat({ stdout: '' })('n8n@9', 'version', NEVER)).toEqual({ found: false });
});

test('no answer is an error with the reason', async () => {
  const view = viewThat({
    exitCode: 1,
    stdout: '{"error":{"code":"ECONNREFUSED","summary":"connect ECONNREFUSED"}}',
  });
  await expect(view('n8n', 'version', NEVER)).rejects.toMatchObject({
    code: 'registry-unreachable',
    exitCode: 75,
    message: expect.stringContaining('connect ECONNREFUSED'),
  });
});

test('a missing npm is an error of its own', async () => {
  await expect(
    viewThat({ exitCode: null, missing: true })('n8n', 'version', NEVER),
  ).rejects.toMatchObject({ code: 'npm-missing' });
});
