import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { vocabulary as catalog } from '../testing/vocabulary.ts';
import { loadScenarios } from './load-scenarios.ts';
import { parseScenario, readScenarioFile } from './scenario-file.ts';

const scenarios = await loadScenarios(join(import.meta.dirname, '../../scenarios'));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scenario-file-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
  '%s means the same as YAML',
  (_, scenario) => {
    const plain: unknown = JSON.parse(JSON.stringify(scenario));
    expect(parseScenario(stringify(scenario), catalog)).toEqual({
      ok: true,
      scenario: plain,
      renamed: [],
    });
  },
);

const bad = `name: mine/case
title: A case of mine
why: Because it happened on a Tuesday, to everyone.
realm:
  refreshToken:
    rotaton: single-use
    grace: 30
workflows:
  main:
    use: http-requst
plan:
  - { do: execute, times: two }
  - { do: inject, fault: acces-token/expired }
  - { do: inject, fault: token/throttled, options: { retryAftr: 2s } }
  - { do: observe, for: 5 }
remedies: [recconect]
expect:
  recovery: automatic
  without:
    no-secret-leakd: it cannot leak here
`;

it('names everything that is wrong, where it is, and what was meant', () => {
  const path = join(folder, 'bad.yaml');
  writeFileSync(path, bad);
  const lines = (() => {
    try {
      readScenarioFile(path, catalog, 'bad.yaml');
      return [];
    } catch (error) {
      expect(error).toMatchObject({ code: 'scenario-file-invalid', exitCode: 64 });
      return (error as Error).message.split('\n');
    }
  })();
  expect(lines).toEqual([
    'Could not use scenario file bad.yaml: 9 problems.',
    "  bad.yaml:6:5 realm.refreshToken.rotaton: unknown key 'rotaton'; did you mean 'rotation'?",
    "  bad.yaml:7:12 realm.refreshToken.grace: 30 is not a duration; write a number and a unit, for example '30s', '10m' or '1h'",
    "  bad.yaml:10:10 workflows.main.use: 'http-requst' is not a workflow template; did you mean 'http-request'?",
    '  bad.yaml:12:27 plan[0].times: is string "two"; expected number',
    "  bad.yaml:13:26 plan[1].fault: 'acces-token/expired' is not a fault; did you mean 'access-token/expired'?",
    "  bad.yaml:14:54 plan[2].options.retryAftr: unknown key 'retryAftr'; did you mean 'retryAfter'?",
    "  bad.yaml:15:25 plan[3].for: 5 is not a duration; write a number and a unit, for example '30s', '10m' or '1h'",
    "  bad.yaml:16:12 remedies[0]: 'recconect' is not one of the known values; did you mean 'reconnect' or 'reconnect-in-editor'?",
    "  bad.yaml:20:5 expect.without.no-secret-leakd: unknown key 'no-secret-leakd'; did you mean 'no-secret-leaked'?",
  ]);
});

it('says of timing steps what was meant, and where', () => {
  const lines = (plan: string): readonly string[] => {
    const parsed = parseScenario(
      `name: mine/case\ntitle: A case\nwhy: Because it happened on a Tuesday.\nworkflows: { main: { use: http-request } }\nplan:\n  - { do: execute }\n${plan}expect: { recovery: automatic }\n`,
      catalog,
    );
    return parsed.ok
      ? []
      : parsed.issues.map(
          ({ line, column, path, message }) => `${line}:${column} ${path} ${message}`,
        );
  };
  expect(
    lines(
      '  - { do: hold, what: refrsh, at: after-comit }\n  - { do: begn }\n  - { do: change-policy, to: { refreshToken: { rotaton: never } } }\n',
    ),
  ).toEqual([
    expect.stringMatching(/^7:23 plan\[1\]\.what .*did you mean 'refresh'\?$/),
    expect.stringMatching(/^7:35 plan\[1\]\.at .*did you mean 'after-commit'\?$/),
    expect.stringMatching(/^8:11 plan\[2\]\.do .*did you mean 'begin' or 'begin-connect'\?$/),
    expect.stringMatching(
      /^9:48 plan\[3\]\.to\.refreshToken\.rotaton .*did you mean 'rotation'\?$/,
    ),
  ]);
  expect(lines('  - { do: hold, what: refresh, at: after-commit }\n  - { do: release }\n')).toEqual(
    [expect.stringMatching(/^7:5 plan\[1\] is released before anything was begun/)],
  );
});

it('points at what makes no sense, too', () => {
  const parsed = parseScenario(
    'name: mine/case\ntitle: A case\nwhy: Because it happened on a Tuesday.\nworkflows: { main: { use: http-request } }\nplan:\n  - { do: execute }\n  - { do: heal, fault: token/throttled }\nexpect: { recovery: automatic }\n',
    catalog,
  );
  expect(parsed).toEqual({
    ok: false,
    issues: [expect.objectContaining({ line: 7, column: 24, path: 'plan[1].fault' })],
  });
});

it('says so when the file is not there', () => {
  expect(() => readScenarioFile(join(folder, 'gone.yaml'), catalog, 'gone.yaml')).toThrow(
    'Could not read scenario file gone.yaml: it does not exist.',
  );
});

it('takes an option under its old name, and says where it stands', () => {
  const path = join(folder, 'old.yaml');
  const killed = scenarios.find(({ name }) => name === 'process/killed-before-save');
  const text = stringify({
    ...killed,
    plan: [
      { do: 'execute', times: 2 },
      { do: 'inject', fault: 'n8n/killed', options: { part: 'main', when: 'now' } },
      { do: 'execute' },
      { do: 'heal' },
      { do: 'observe', for: '20s' },
    ],
  });
  writeFileSync(path, text);
  const said: string[] = [];
  const { plan } = readScenarioFile(path, catalog, 'old.yaml', (line) => said.push(line));
  expect(plan[1]).toEqual({
    do: 'inject',
    fault: 'n8n/killed',
    options: { process: 'main', when: 'now' },
  });
  const line = text.split('\n').findIndex((one) => one.includes('part:')) + 1;
  expect(said).toEqual([
    `old.yaml:${line}:7: option 'part' of n8n/killed was renamed to 'process'.`,
  ]);
});
