import type { LogPart } from '../../model/client.ts';
import { HarnessError } from '../../model/error.ts';
import type { RunningTarget, TargetInfo } from '../../model/target.ts';
import { Credentials } from '../rest/credentials.ts';
import { Executions } from '../rest/executions.ts';
import type { ReachMap } from '../rest/reach-map.ts';
import type { RestClient } from '../rest/rest-client.ts';
import { RestDriven } from '../rest/rest-driven.ts';
import { Workflows } from '../rest/workflows.ts';
import { remoteCapabilities } from './capabilities.ts';
import { markedName, type Mark } from './mark.ts';

/** What is needed to work on somebody's n8n. */
export interface RemoteAccess {
  readonly info: TargetInfo;
  readonly rest: RestClient;
  readonly reach: ReachMap;
  readonly webhookBase: string;
  readonly slots: number | undefined;
  readonly mark: Mark;
  /** Id of the mark's tag. */
  readonly tag: string;
  /** Removes everything that was made; called once. */
  readonly leave: () => Promise<void>;
}

/** Somebody's running n8n under test: everything it is made to hold carries the run's mark. */
export class RemoteN8n extends RestDriven implements RunningTarget {
  readonly info: TargetInfo;
  readonly capabilities = remoteCapabilities;
  /** Nobody tells us when it ends; calls then say that it does not answer. */
  readonly alive = true;
  readonly slots: number | undefined;
  protected readonly gone = new AbortController().signal;
  readonly #leave: () => Promise<void>;

  constructor({ info, rest, reach, webhookBase, slots, mark, tag, leave }: RemoteAccess) {
    const workflows = new Workflows(rest, info.n8n, { webhookBase, tags: [tag] });
    super(
      {
        credentials: new Credentials(rest, reach),
        workflows,
        executions: new Executions(rest, workflows),
      },
      (name) => markedName(mark, name),
    );
    this.info = info;
    this.slots = slots;
    this.#leave = leave;
  }

  readStoredCredential(): Promise<never> {
    return cannot('read a stored credential');
  }

  skewClock(): Promise<void> {
    return cannot('move the clock');
  }

  readLog(): Promise<LogPart> {
    return cannot('read the log');
  }

  restart(): Promise<void> {
    return cannot('restart n8n');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#leave();
  }
}

async function cannot(doing: string): Promise<never> {
  throw new HarnessError(
    'capability-missing',
    `Could not ${doing}: the harness reaches this n8n over its REST API only.`,
  );
}
