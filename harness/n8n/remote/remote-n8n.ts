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

/** What the harness needs to work on a running instance. */
export interface RemoteAccess {
  readonly info: TargetInfo;
  readonly rest: RestClient;
  readonly reach: ReachMap;
  readonly webhookBase: string;
  readonly slots: number | undefined;
  readonly mark: Mark;
  /** Id of the mark's tag. */
  readonly tag: string;
  /** Removes everything that the run created; called once. */
  readonly leave: () => Promise<void>;
}

/** A running instance under test. Everything that is created on it has the mark of the run. */
export class RemoteN8n extends RestDriven implements RunningTarget {
  readonly info: TargetInfo;
  readonly capabilities = remoteCapabilities;
  /**
   * Always true, because the harness cannot observe the end of the instance. A call then fails
   * because nothing answers.
   */
  readonly alive = true;
  readonly slots: number | undefined;
  protected readonly gone = new AbortController().signal;
  readonly #leave: () => Promise<void>;

  constructor({ info, rest, reach, webhookBase, slots, mark, tag, leave }: RemoteAccess) {
    const workflows = new Workflows(rest, () => info.n8n, { webhookBase, tags: [tag] });
    super(
      {
        credentials: new Credentials(rest, reach),
        workflows,
        executions: new Executions(rest, workflows),
        rest,
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
