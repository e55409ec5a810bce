import sinon from 'sinon';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startProvider, type Provider } from '../../../mock-provider/index.ts';
import type { ExecutionReport } from '../../model/client.ts';
import { checkReach } from './reach-check.ts';

const signal = new AbortController().signal;

let provider: Provider;
beforeEach(async () => {
  provider = await startProvider();
});
afterEach(() => provider.close());

/** An n8n whose execution ends with the given report. */
const n8nThat = (report: ExecutionReport) => ({
  createWorkflow: sinon.stub().resolves('w1'),
  execute: sinon.stub().resolves(report),
  deleteWorkflow: sinon.stub().resolves(),
});
const heard = async (url: string): Promise<ExecutionReport> => ({
  status: 'success',
  stored: await (await fetch(`${url}/healthz`)).text(),
});

describe('whether n8n reaches the provider', () => {
  it('is seen by what the provider calls itself, and the workflow is removed', async () => {
    const n8n = n8nThat(await heard(provider.url));
    await checkReach(n8n, { here: provider.url, there: 'https://tunnel.example' }, signal);
    expect(n8n.createWorkflow.firstCall.args[0]).toMatchObject({
      provider: { apiUrl: 'https://tunnel.example' },
    });
    sinon.assert.calledOnceWithExactly(n8n.deleteWorkflow, 'w1', signal);
  });

  it.each([
    ['something else answers there', { status: 'success', stored: '{"status":"ok"}' }],
    [
      'n8n says "The service refused the connection: perhaps it is offline"',
      {
        status: 'error',
        stored: '',
        error: {
          message: 'The service refused the connection.',
          description: 'perhaps it is offline',
        },
      },
    ],
    ['it had no answer within 30 s', { status: 'hung', stored: '' }],
  ] as const)('%s', async (says, report) => {
    const n8n = n8nThat(report);
    await expect(
      checkReach(n8n, { here: provider.url, there: 'http://127.0.0.1:8090' }, signal),
    ).rejects.toMatchObject({
      code: 'provider-not-reached',
      exitCode: 75,
      message: `Could not begin: that n8n does not reach the mock provider at http://127.0.0.1:8090: ${says}.`,
      hint: expect.stringContaining('--provider-url http://host.docker.internal:8090'),
    });
    sinon.assert.calledOnce(n8n.deleteWorkflow);
  });

  it('is not another provider of the same kind', async () => {
    await using other = await startProvider();
    await expect(
      checkReach(
        n8nThat(await heard(other.url)),
        { here: provider.url, there: 'http://192.168.1.5:8090' },
        signal,
      ),
    ).rejects.toMatchObject({
      message: expect.stringContaining('something else answers there'),
      hint: expect.stringContaining('--provider-host 0.0.0.0'),
    });
  });

  it('is not even tried when the provider does not answer here', async () => {
    await provider.close();
    const n8n = n8nThat({ status: 'success', stored: '' });
    await expect(
      checkReach(n8n, { here: provider.url, there: provider.url }, signal),
    ).rejects.toMatchObject({
      code: 'provider-not-reached',
      message: expect.stringContaining('ECONNREFUSED'),
    });
    sinon.assert.notCalled(n8n.createWorkflow);
  });
});
