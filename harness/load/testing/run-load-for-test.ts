import { checkers } from '../../check/checkers/index.ts';
import { judge, type Judgement } from '../../check/judge.ts';
import type { ClientUnderTest } from '../../model/client.ts';
import type { History } from '../../model/history.ts';
import { CorrectClient } from '../../reference-clients/correct-client.ts';
import { remedies } from '../../run/remedies/index.ts';
import { runForTest } from '../../testing/run-for-test.ts';
import { workflows } from '../../workflows/index.ts';
import { autocannonGenerator } from '../autocannon/index.ts';
import { courseOfLoad } from '../course-of-load.ts';
import type { Generator } from '../generator.ts';
import type { LoadScenario } from '../load-scenario.ts';
import { planLoad } from '../plan-load.ts';
import { withWebhooks } from './with-webhooks.ts';

/** A small load in which access tokens end several times. */
export const sampleLoad: LoadScenario = {
  name: 'load/sample',
  title: 'Tokens end under a little load',
  why: 'Tests need a load that is over soon.',
  realm: { accessTokenTtl: '2s' },
  workflows: { main: { use: 'http-request' } },
  rate: 20,
  duration: '7s',
  thresholds: {
    http_req_failed: ['rate<0.01'],
    refreshes_per_expiry: ['max<=1'],
  },
};

/** Makes a load for real and judges it, by default against the correct reference client. */
export async function runLoadForTest(
  part: Partial<LoadScenario> = {},
  {
    client = new CorrectClient(),
    generator = autocannonGenerator,
  }: { readonly client?: ClientUnderTest; readonly generator?: Generator } = {},
): Promise<{ readonly history: History; readonly judgement: Judgement }> {
  const load = planLoad(
    { ...sampleLoad, ...part },
    {},
    { seed: 1, catalog: { workflows, checkers, remedies } },
  );
  const { history } = await runForTest(
    {},
    {
      client: await withWebhooks(client),
      planned: load.planned,
      course: courseOfLoad({ load, generator }),
    },
  );
  return { history, judgement: judge(history) };
}
