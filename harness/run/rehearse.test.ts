import { expect, it } from 'vitest';
import type { ClientUnderTest, ExecutionReport } from '../model/client.ts';
import { CorrectClient } from '../reference-clients/correct-client.ts';
import { changedClient } from '../testing/changed-client.ts';
import { sharedProvider } from '../testing/shared-provider.ts';
import { ownSample } from '../workflows/own/testing/own-sample.ts';
import { rehearse } from './rehearse.ts';

const rehearsed = async (client: ClientUnderTest) =>
  rehearse({
    ...ownSample(),
    client,
    provider: await sharedProvider(),
    signal: new AbortController().signal,
  });

/** A client that executes workflows in another way; it counts what it has deleted. */
function executing(execute: (calls: number) => Promise<ExecutionReport | 'as usual'>) {
  const deleted: string[] = [];
  let calls = 0;
  const client = changedClient((original) => ({
    async execute(...given) {
      calls += 1;
      const report = await execute(calls);
      return report === 'as usual' ? original.execute(...given) : report;
    },
    async deleteWorkflow(id) {
      deleted.push('workflow');
      return original.deleteWorkflow(id);
    },
    async deleteCredential(id) {
      deleted.push('credential');
      return original.deleteCredential(id);
    },
  }));
  return { client, deleted };
}

it('learns which calls each node makes, and leaves nothing behind', async () => {
  const { client, deleted } = executing(async () => 'as usual');
  const { plan, tookMs } = await rehearsed(client);
  const { apiNodes } = plan;
  expect(tookMs).toBeGreaterThan(0);
  expect(apiNodes.map(({ name, calls }) => [name, calls.map(({ part }) => part)])).toEqual([
    ['List contacts', ['1-0-0']],
    ['Update deal', ['2-0-0']],
    ['Ask for the owner', ['3-0-0']],
  ]);
  expect(deleted).toEqual(['workflow', 'credential', 'credential']);
});

it('calls with the credential of each node', async () => {
  const provider = await sharedProvider();
  const clients: unknown[] = [];
  const before = provider.createRealm;
  const listening = {
    ...provider,
    dropRealm: (name: string) => provider.dropRealm(name),
    createRealm(...given: Parameters<typeof before>) {
      const realm = provider.createRealm(...given);
      realm.listen((event) => {
        if (event.type === 'request' && event.endpoint === 'resource') clients.push(event.client);
      });
      return realm;
    },
  };
  await rehearse({
    ...ownSample(),
    client: new CorrectClient(),
    provider: listening,
    signal: new AbortController().signal,
  });
  expect(clients.slice(0, 3)).toEqual(['main', 'hubspot-account', 'main']);
});

it.each<readonly [string, (calls: number) => ExecutionReport | 'as usual', string, RegExp]>([
  [
    'fails',
    () => ({ status: 'error', error: { message: 'No name.', node: 'Make name' }, stored: '' }),
    'own-workflow-fails',
    /fails without any fault at its node 'Make name': No name\./,
  ],
  [
    'hangs',
    () => ({ status: 'hung', stored: '' }),
    'own-workflow-fails',
    /did not end within 6\d s\./,
  ],
  [
    'calls nothing',
    () => ({ status: 'success', stored: '' }),
    'own-workflow-calls-nothing',
    /called the provider not once/,
  ],
  [
    'varies',
    (calls) => (calls === 1 ? 'as usual' : { status: 'success', stored: '' }),
    'own-workflow-varies',
    /not make the same calls in each run \(3 and 0; GET 1-0-0 in one of them only\)/,
  ],
])(
  'refuses a workflow that %s by itself, and leaves nothing behind',
  async (_, how, code, says) => {
    const { client, deleted } = executing(async (calls) => how(calls));
    await expect(rehearsed(client)).rejects.toMatchObject({
      code,
      exitCode: 64,
      message: expect.stringMatching(says),
    });
    expect(deleted).toHaveLength(3);
  },
);
