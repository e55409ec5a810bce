import type { Progress } from '../../model/progress.ts';
import type { RunningTarget, StartOptions, Target, TargetInfo } from '../../model/target.ts';
import { reachMap } from '../rest/reach-map.ts';
import { createTag } from './belongings.ts';
import { openJournal } from './journal.ts';
import { newMark } from './mark.ts';
import type { RemoteInstance } from './open-session.ts';
import { checkReach } from './reach-check.ts';
import { findRemains, removedText, removeRemains } from './remains.ts';
import { RemoteN8n } from './remote-n8n.ts';
import { findWebhookBase } from './webhook-base.ts';

/** Where the provider listens, and the URL by which the instance reaches it. */
export interface ProviderPlace {
  readonly host?: string;
  readonly port?: number;
  readonly url?: string;
}

export interface RemoteTargetOptions {
  readonly provider: ProviderPlace;
  readonly onProgress: (progress: Progress) => void;
  /** Folder for the journals; the default folder when missing. */
  readonly journals?: string;
}

/** Time limit for removing what a run created, however the run ends. */
const LEAVE_WITHIN_MS = 60_000;

/**
 * Makes a target of a running instance after a successful login. Nothing is created there before
 * the target is started.
 */
export function remoteTarget(instance: RemoteInstance, options: RemoteTargetOptions): Target {
  const { address, facts } = instance;
  const { host, port, url } = options.provider;
  const info: TargetInfo = {
    id: address.id,
    n8n: facts.version,
    clientName: `n8n at ${address.url.replace(/^https?:\/\//, '')}`,
    driver: 'remote',
    node: facts.node,
    topology: facts.topology,
    overrides: {},
  };
  const provider = {
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
    ...(url === undefined ? {} : { publicUrl: () => url }),
  };
  return {
    id: address.id,
    info,
    installMs: 0,
    provider,
    start: (start: StartOptions): Promise<RunningTarget> =>
      startRemote(instance, info, options, start),
  };
}

/**
 * Removes what killed runs left on the instance, creates the tag, and checks that the instance
 * reaches the provider.
 * @throws HarnessError exit 75; what was made is removed again
 */
async function startRemote(
  instance: RemoteInstance,
  info: TargetInfo,
  { onProgress, journals }: RemoteTargetOptions,
  { provider, signal }: StartOptions,
): Promise<RunningTarget> {
  const { rest, address, facts } = instance;
  const note = (text: string): void => onProgress({ kind: 'note', text });
  for (const left of (await findRemains(instance, signal, journals)).filter(
    ({ state }) => state === 'abandoned',
  )) {
    note(
      `Removed what a killed run had left on ${address.url}: ${removedText(await removeRemains(instance, left, signal, journals))}.`,
    );
  }
  const webhookBase = await findWebhookBase(instance, signal);
  const mark = newMark();
  const leave = async (): Promise<void> => {
    try {
      await removeRemains(
        instance,
        { mark, witness: 'journal' },
        AbortSignal.timeout(LEAVE_WITHIN_MS),
        journals,
      );
    } catch (error) {
      // An interrupted run does not report errors, but the user must see this one.
      note(error instanceof Error ? error.message : String(error));
      throw error;
    }
  };
  await openJournal(mark, address, journals);
  try {
    const tag = await createTag(rest, mark, signal);
    const n8n = new RemoteN8n({
      info,
      rest,
      reach: reachMap(provider),
      webhookBase,
      slots: facts.slots,
      mark,
      tag,
      leave,
    });
    await checkReach(n8n, provider, signal);
    note(
      `Everything made on ${address.url} carries the tag '${mark.tag}'. Not looked at there: n8n's log and its stored credentials.`,
    );
    return n8n;
  } catch (error) {
    await leave().catch(() => undefined);
    throw error;
  }
}
