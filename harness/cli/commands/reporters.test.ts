import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HarnessError } from '../../model/error.ts';
import type { ReporterDefinition } from '../../model/reporter.ts';
import { runCli } from '../testing/run-cli.ts';

let cwd: string;
beforeEach(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'cli-reporters-'));
  await runCli(['run', '--output', 'before'], { cwd });
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const junit: ReporterDefinition = {
  name: 'junit',
  summary: '',
  create: ({ save }) => ({ name: 'junit', onRunEnd: () => save('junit.xml', '<testsuites/>\n') }),
};
const list: ReporterDefinition = {
  name: 'list',
  summary: '',
  printsOnly: true,
  create: ({ print }) => ({
    name: 'list',
    onScenarioEnd: ({ name }) => print(`listed ${name}`),
    onRunEnd: async () => [],
  }),
};
const html: ReporterDefinition = {
  name: 'html',
  summary: '',
  create: ({ save }) => ({ name: 'html', onRunEnd: () => save('report.html', '<html>\n') }),
};
const json: ReporterDefinition = {
  name: 'json',
  summary: '',
  create: () => ({ name: 'json', onRunEnd: async () => [] }),
};

const cli = (args: readonly string[], page = html) =>
  runCli(args, { cwd, backend: { reporters: async () => [json, junit, page, list] } });
const COMMANDS = [
  ['run', '--output', 'now'],
  ['report', 'before'],
  ['recheck', 'before'],
] satisfies readonly (readonly [string, ...string[]])[];

it.each(COMMANDS)('%s: a report more silences no other', async (...command) => {
  const { code, out } = await cli([...command, '--reporter', 'junit=a.xml']);
  expect(code).toBe(0);
  expect(out).toContain('listed rotation/grace');
  expect(out).toContain('junit: a.xml');
  expect(readFileSync(join(cwd, 'a.xml'), 'utf8')).toBe('<testsuites/>\n');
  const folder = command[0] === 'run' ? 'now' : command[0] === 'report' ? 'before' : undefined;
  if (folder !== undefined)
    expect(readFileSync(join(cwd, folder, 'report.html'), 'utf8')).toBe('<html>\n');
});

it.each(COMMANDS)('%s: a report on standard output has it for itself', async (...command) => {
  const { code, out, err } = await cli([...command, '--reporter', 'junit=-']);
  expect([code, out]).toEqual([0, '<testsuites/>\n']);
  expect(err).toContain('listed rotation/grace');
});

it.each(COMMANDS)('%s: refuses a place that cannot be written to', async (...command) => {
  expect(await cli([...command, '--reporter', 'junit=/proc/here/a.xml'])).toMatchObject({
    code: 64,
    out: '',
    err: expect.stringContaining('nothing can be written to /proc'),
  });
});

it.each(COMMANDS.slice(1))('%s: a report that failed is no success', async (...command) => {
  const full: ReporterDefinition = {
    ...html,
    create: () => ({
      name: 'html',
      onRunEnd: () => Promise.reject(new HarnessError('storage-failed', 'The disk is full.')),
    }),
  };
  const { code, out, err } = await cli([...command, '--reporter', 'html'], full);
  expect(code).toBe(70);
  expect(out).toContain('listed rotation/grace');
  expect(err).toContain('Could not write the report: html failed.');
});
