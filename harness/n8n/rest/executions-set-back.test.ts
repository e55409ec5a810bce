import { expect, it } from 'vitest';
import { samplePlan } from '../../testing/sample-plan.ts';
import { RestRecords } from './execution-records.ts';
import { Executions } from './executions.ts';
import { RestClient } from './rest-client.ts';
import { fakeN8n } from './testing/fake-n8n.ts';
import { Workflows } from './workflows.ts';

const { signal } = new AbortController();

/** Records of an n8n that was set back after its first execution, so that the second is 1, too. */
class CountedAnew extends RestRecords {
  latest = '1';

  override async list(workflowId: string, limit: number) {
    return (await super.list(workflowId, limit))
      .filter(({ id }) => id === this.latest)
      .map((one) => ({ ...one, id: '1' }));
  }

  override async read() {
    return super.read(this.latest);
  }
}

it('finds an execution that has the id of an earlier one, when n8n was set back', async () => {
  await using n8n = await fakeN8n();
  const rest = new RestClient(n8n.url, async () => {});
  const workflows = new Workflows(rest, () => '2.41.1');
  const provider = { authorizationUrl: '', tokenUrl: '', apiUrl: 'http://api' };
  await workflows.create(
    {
      name: 'w',
      plan: samplePlan(),
      credentialId: 'c1',
      credentialName: 'main',
      provider: { ...provider, clientId: '', clientSecret: '' },
    },
    signal,
  );
  const records = new CountedAnew(rest);
  const executions = new Executions(rest, workflows, { records });
  const execute = (key: string) =>
    executions.execute('w1', { key, items: ['i1'], deadlineMs: 10_000 }, signal, signal);
  expect(await execute('e1')).toMatchObject({ status: 'success' });
  records.latest = '2';
  executions.forgetAll();
  expect(await execute('e2')).toMatchObject({ status: 'success' });
});
