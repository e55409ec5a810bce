import { Agent } from 'node:http';
import { expect } from 'vitest';
import type { startRealm } from '../start-realm.ts';
import { ask, INSIDES, type Answered, type Asked } from './ask.ts';
import type { Tally } from './tally.ts';

/** So many requests wait for their answers at the same time. */
const AT_ONCE = 16;

type RunningRealm = Awaited<ReturnType<typeof startRealm>>;

export interface AskAll<Case> {
  readonly run: RunningRealm;
  readonly tally: Tally;
  readonly cases: readonly Case[];
  /** Makes the request of a case when its turn comes, and the text by which it is told. */
  readonly requestOf: (one: Case) => { readonly asked: Asked; readonly what: string };
  /** Looks at an answer once more; what it returns is a complaint. */
  readonly judge: (answered: Answered, asked: Asked) => string | undefined;
}

/**
 * Sends requests to a realm and complains of what is wrong with any answer: a status of a mistake
 * (5xx) or of none, a stack, a secret in an error. At the end each request must have its reply in
 * the feed, and no secret may be in any event.
 */
export async function askAll<Case>({
  run,
  tally,
  cases,
  requestOf,
  judge,
}: AskAll<Case>): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const { port } = new URL(run.provider.url);
  const left = [...cases];
  const worker = async (): Promise<void> => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const { asked, what } = requestOf(next);
      const answered = await ask(port, agent, asked);
      const { status, body, ms } = answered;
      tally.add(String(status), ms, what);
      const wrong = judge(answered, asked);
      if (wrong !== undefined) tally.complain(wrong, what);
      if (status < 200 || status >= 500) tally.complain(`${status} ${body.slice(0, 200)}`, what);
      if (INSIDES.test(body)) tally.complain('shows its insides', `${what}\n${body}`);
      if (status >= 400 && run.realm.findSecrets(body).length > 0)
        tally.complain('a secret in an error', `${what}\n${body}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  agent.destroy();
  tally.check();
  await run.lastReply();
  expect(run.replies).toHaveLength(run.requests.length);
  expect(run.realm.findSecrets(JSON.stringify(run.events))).toEqual([]);
}
