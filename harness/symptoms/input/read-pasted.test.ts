import { stringify } from 'flatted';
import { describe, expect, test } from 'vitest';
import { readPasted } from './read-pasted.ts';

const MESSAGE = 'The credential "Google" needs to be reconnected.';
const BELOW = 'Access could not be refreshed.';
const textsOf = (pasted: string) => readPasted(pasted).errors.map(({ text }) => text);

/** What the editor copies from the details of an error. */
const COPIED = {
  errorMessage: MESSAGE,
  errorDescription: BELOW,
  errorDetails: {
    rawErrorMessage: ['400 - "{\\"error\\":\\"invalid_grant\\"}"'],
    httpCode: '400',
  },
  n8nDetails: {
    nodeName: 'HTTP Request',
    nodeType: 'n8n-nodes-base.httpRequest',
    time: '01/12/2026, 12:00:00',
    n8nVersion: '2.41.1 (Self Hosted)',
    stackTrace: ['NodeOperationError: secret place', '    at x'],
  },
};

/** The data of an execution, as n8n keeps it. */
const DATA = {
  resultData: {
    error: { message: MESSAGE, description: BELOW, httpCode: '400', stack: 'Error: x\n at y' },
    runData: { 'HTTP Request': [{ error: { message: MESSAGE, description: BELOW } }] },
    lastNodeExecuted: 'HTTP Request',
  },
};

describe('what was pasted', () => {
  test('an error that was copied in the editor, also in a code fence', () => {
    const json = JSON.stringify(COPIED, null, 2);
    for (const text of [json, `\`\`\`json\n${json}\n\`\`\``, `Help! ${json} What is it?`])
      expect(readPasted(text)).toMatchObject({
        kind: 'copied error',
        n8n: '2.41.1',
        errors: [
          {
            text: MESSAGE,
            beside: [BELOW, '400 - "{\\"error\\":\\"invalid_grant\\"}"'],
            statuses: [400],
          },
        ],
      });
  });

  test.each([
    ['as it stands in the database', undefined],
    ['as the public API gives it', { id: '7', data: DATA, workflowData: { nodes: [] } }],
    ['as the editor gets it', { data: { id: '7', data: stringify(DATA), mode: 'trigger' } }],
    [
      'as an error workflow gets it',
      { execution: { error: DATA.resultData.error, lastNodeExecuted: 'x' } },
    ],
  ])('an execution %s', (_, execution) => {
    const text = execution === undefined ? stringify(DATA) : JSON.stringify(execution);
    expect(readPasted(text)).toMatchObject({
      kind: 'execution',
      errors: [{ text: MESSAGE, beside: [BELOW], statuses: [400] }],
    });
  });

  test('a log: what it tells as failed, each text once, and not what it tells besides', () => {
    const log = [
      '12:00:00.100   info    n8n ready on 127.0.0.1, port 5678 { "file": "server.js" }',
      'Version: 2.41.1',
      `12:00:00.474   error   ${MESSAGE} { "file": "error-reporter.js", "function": "report" }`,
      `12:00:01.474   error   ${MESSAGE.replace('Google', 'Slack')} { "file": "error-reporter.js" }`,
      '12:00:02.000   debug   Executing hook (hookFunctionsSave)',
      '12:00:03.000   error   SQLITE_BUSY: database is locked',
      'QueryFailedError: SQLITE_BUSY: database is locked',
      '    at Statement.handler (/n8n/sqlite.js:1:1)',
    ].join('\n');
    expect(readPasted(log)).toMatchObject({
      kind: 'log',
      n8n: '2.41.1',
      errors: [
        { text: MESSAGE, times: 2 },
        { text: 'SQLITE_BUSY: database is locked', times: 2 },
      ],
    });
  });

  test.each([
    ['of Docker', `n8n-1  | 2026-12-01T12:00:00.123Z | error | ${MESSAGE} {"file":"a.js"}`],
    [
      'of JSON lines',
      JSON.stringify({ level: 'error', message: MESSAGE, timestamp: '2026-12-01' }),
    ],
    [
      'with the error in the data behind a debug line',
      `12:00:00.683   debug   Workflow execution finished with error ${JSON.stringify({ error: { message: MESSAGE, description: BELOW } })}`,
    ],
    ['with colours', `\u001B[31m12:00:00.474   error   ${MESSAGE}\u001B[39m`],
    ['that is a stack', `NodeOperationError: ${MESSAGE}\n    at a (b.js:1:1)`],
  ])('a log %s', (_, line) => {
    expect(textsOf(line)).toContain(MESSAGE);
    expect(textsOf(line)).toHaveLength(1);
  });

  test('several JSON lines are a log', () => {
    const line = (level: string, message: string) => JSON.stringify({ level, message });
    const log = [line('info', 'ready'), line('error', MESSAGE), line('warn', 'slow')].join('\n');
    expect(readPasted(log).kind).toBe('log');
    expect(textsOf(log)).toEqual([MESSAGE, 'slow']);
  });

  test('a message alone, and one with its description below', () => {
    expect(readPasted(` ${MESSAGE}\n`)).toMatchObject({
      kind: 'text',
      errors: [{ text: MESSAGE }],
    });
    expect(readPasted(`${MESSAGE}\n${BELOW}`).errors).toContainEqual(
      expect.objectContaining({ text: MESSAGE, beside: [BELOW] }),
    );
  });

  test('a message that quotes what a server sent is a message', () => {
    const text = '400 - {"error":"invalid_grant"}';
    expect(readPasted(text)).toMatchObject({ kind: 'text', errors: [{ text }] });
  });

  test('a list of data is not taken for the form of the database', () => {
    expect(textsOf(JSON.stringify([{ error: { message: MESSAGE } }]))).toEqual([MESSAGE]);
    expect(textsOf(JSON.stringify([{ id: '7', error: { message: MESSAGE } }]))).toEqual([MESSAGE]);
  });

  test('data without an error has none', () => {
    expect(readPasted('{"nodes":[],"message":"hello"}')).toMatchObject({
      kind: 'JSON',
      errors: [],
    });
    expect(readPasted(JSON.stringify({ error: { message: ' ' } })).errors).toEqual([]);
  });

  test('data that leads back to itself, or is not what it looks like, comes to an end', () => {
    const data: Record<string, unknown> = { message: MESSAGE, stack: '' };
    data['cause'] = data;
    expect(textsOf(JSON.stringify({ data: stringify(data) }))).toEqual([MESSAGE]);
    expect(textsOf(JSON.stringify({ data: '[{"a":"7"}' }))).toEqual([]);
  });
});
