import { stringify } from 'flatted';
import { describe, expect, it } from 'vitest';
import { API_NODE } from '../../testing/sample-plan.ts';
import { reportExecution } from './execution-report.ts';
import { decodeExecution, keyOf } from './stored-execution.ts';
import { storedData } from './testing/stored.ts';

const RECEIPT = '0123456789abcdef';

function report(status: string, data: string, items: readonly string[] = ['a', 'b', 'c']) {
  const detail = { id: '7', status, startedAt: '2030-01-01T00:00:00.500Z', data };
  return reportExecution(
    { detail, data: decodeExecution(data), stored: 'all of it' },
    { apiNodes: [{ name: API_NODE, calls: [] }], atATime: null },
    items,
  );
}

describe('keyOf', () => {
  it('finds the key of an execution that ran, and of one whose first node has not run yet', () => {
    expect(keyOf(decodeExecution(storedData({ key: 'e1' })))).toBe('e1');
    expect(keyOf(decodeExecution(storedData({ key: 'e2', waiting: true })))).toBe('e2');
  });
});

describe('reportExecution', () => {
  it('reports a success with the start by n8n’s own clock and all that was stored', () => {
    const data = storedData({
      key: 'e1',
      apiOutputs: [[{ json: { id: 'a', receipt: RECEIPT }, pairedItem: { item: 0 } }]],
    });
    expect(report('success', data)).toEqual({
      status: 'success',
      executionId: '7',
      clientStartedAtMs: Date.UTC(2030, 0, 1) + 500,
      itemsWithErrorBody: [],
      results: [{ item: 'a', receipt: RECEIPT }],
      stored: 'all of it',
    });
  });

  it('names the items with an error in a success, by the input they were made from', () => {
    const outputs = [
      [
        { json: { error: { message: 'no' } }, pairedItem: { item: 2 } },
        { json: { id: 'a' }, pairedItem: { item: 0 } },
        { json: { statusCode: 403, body: {} }, pairedItem: { item: 1 } },
      ],
    ];
    expect(
      report('success', storedData({ key: 'e1', apiOutputs: outputs })).itemsWithErrorBody,
    ).toEqual(['c', 'b']);
  });

  it('tells of each output from which input it was made, and takes only a receipt for one', () => {
    const outputs = [
      [
        { json: { receipt: RECEIPT }, pairedItem: [{ item: 2 }] },
        { json: { receipt: 'a secret of somebody' }, pairedItem: 0 },
        { json: {} },
      ],
    ];
    expect(report('success', storedData({ key: 'e1', apiOutputs: outputs })).results).toEqual([
      { item: 'c', receipt: RECEIPT },
      { item: 'a' },
      {},
    ]);
  });

  it('tells of every node that calls the API, and of every turn of a loop', () => {
    const given = (item: number) => ({ data: { main: [[{ json: {}, pairedItem: { item } }]] } });
    const plan = {
      apiNodes: [
        { name: 'Place', calls: [] },
        { name: 'Read', calls: [] },
      ],
      atATime: 1,
    };
    const data = stringify({
      resultData: { runData: { Place: [given(0), given(0)], Read: [given(0), given(0)] } },
    });
    const detail = { id: '7', status: 'success', data };
    const finished = { detail, data: decodeExecution(data), stored: '' };
    expect(reportExecution(finished, plan, ['a', 'b']).results?.map(({ item }) => item)).toEqual([
      'a',
      'b',
      'a',
      'b',
    ]);
  });

  it('takes an empty error field for no error', () => {
    const outputs = [
      [
        { json: { error: null, errors: [] } },
        { json: { error: '' } },
        { json: { body: { error: 'x' } } },
      ],
    ];
    expect(
      report('success', storedData({ key: 'e1', apiOutputs: outputs })).itemsWithErrorBody,
    ).toEqual(['c']);
  });

  it('reports an error with its node and status', () => {
    const error = {
      message: 'Authorization failed',
      description: 'token revoked',
      httpCode: '401',
      node: { name: API_NODE },
    };
    expect(report('error', storedData({ key: 'e1', error }))).toMatchObject({
      status: 'error',
      error: {
        message: 'Authorization failed',
        description: 'token revoked',
        node: API_NODE,
        httpStatus: 401,
      },
    });
  });

  it('takes no network error code for a status', () => {
    expect(
      report('error', storedData({ key: 'e1', error: { message: 'x', httpCode: 'EAUTH' } })).error,
    ).toEqual({ message: 'x', node: API_NODE });
  });

  it.each(['crashed', 'canceled'])(
    'makes up no words for an execution that was %s and left no error',
    (status) => {
      expect(report(status, storedData({ key: 'e1' })).error).toEqual({
        message: '',
        endedAs: status,
        node: API_NODE,
      });
    },
  );
});
