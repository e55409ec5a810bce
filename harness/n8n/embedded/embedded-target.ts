import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { HarnessError } from '../../model/error.ts';
import type { Progress } from '../../model/progress.ts';
import type {
  OlderVersion,
  RunningTarget,
  StartOptions,
  Target,
  TargetInfo,
} from '../../model/target.ts';
import { deploymentInfo, SINGLE, targetId, type Deployment } from '../driver/topology.ts';
import { ensureInstalled } from '../install/ensure-installed.ts';
import { inspectPath } from '../install/inspect-path.ts';
import { installOlder, type InstalledOlder } from '../install/install-older.ts';
import type { InstalledN8n } from '../install/installed-n8n.ts';
import { resolveTarget } from '../install/resolve-target.ts';
import { startEmbedded } from './start-embedded.ts';

export interface EmbeddedTargetOptions {
  readonly onProgress: (progress: Progress) => void;
  readonly signal?: AbortSignal;
  /** The older versions on which it has to be able to begin. */
  readonly older?: readonly OlderVersion[];
  /** The versions among which the newest of an older series is looked for. */
  readonly tried?: readonly string[];
  /** The topology and settings; by default one process on SQLite. */
  readonly deployment?: Deployment;
  /** The text that was turned into the version, and why into this one. */
  readonly asked?: TargetInfo['asked'];
}

/**
 * Makes a target of the n8n that a target text names. Installs n8n when necessary; does not start
 * it yet.
 * @example const target = await createEmbeddedTarget('2.41.1', { onProgress: () => {} });
 * @throws HarnessError with exit code 64 or 75, see `resolveTarget`, `ensureInstalled` and
 * `inspectPath`
 */
export async function createEmbeddedTarget(
  text: string,
  options: EmbeddedTargetOptions,
): Promise<Target> {
  const { onProgress, signal = new AbortController().signal, deployment = SINGLE, asked } = options;
  const install = (version: string): Promise<InstalledN8n> =>
    ensureInstalled(
      version,
      ({ phase, packages, elapsedMs }) =>
        onProgress({
          kind: 'installing',
          target: version,
          phase,
          elapsedMs,
          ...(packages === undefined ? {} : { packages }),
        }),
      signal,
    );
  const olderOf = (version: string): Promise<InstalledOlder> =>
    installOlder({ ...options, version, install });
  const resolved = await resolveTarget(text);
  if (resolved.kind === 'path') {
    const installed = await inspectPath(resolved.dir, signal);
    // The id is used as a folder name and must be unique within a run, and two folders may contain
    // the same version.
    const fingerprint = createHash('sha256').update(resolved.dir).digest('hex').slice(0, 8);
    const name = `path-${installed.version}-${fingerprint}`;
    const older = await olderOf(installed.version);
    return embeddedTarget(name, installed, { deployment, older, installMs: 0 });
  }
  const { version } = resolved;
  const startedAt = performance.now();
  const installed = await install(version);
  const older = await olderOf(version);
  const installMs = Math.round(performance.now() - startedAt);
  return embeddedTarget(version, installed, { deployment, older, installMs, asked });
}

/** Makes a target of an n8n that is already on disk. */
function embeddedTarget(
  name: string,
  installed: InstalledN8n,
  {
    deployment,
    older,
    installMs,
    asked,
  }: {
    readonly deployment: Deployment;
    readonly older: InstalledOlder;
    readonly installMs: number;
    readonly asked?: TargetInfo['asked'];
  },
): Target {
  const id = targetId(name, deployment);
  const info: TargetInfo = {
    id,
    n8n: installed.version,
    clientName: `n8n ${installed.version}`,
    driver: 'embedded',
    node: installed.nodeVersion,
    overrides: installed.overrides,
    ...(asked === undefined ? {} : { asked }),
    ...deploymentInfo(deployment),
  };
  return {
    id,
    info,
    installMs,
    older: older.found,
    hasRoomForSecond: () => hasRoomFor(1 + deployment.workers),
    async start(options: StartOptions): Promise<RunningTarget> {
      const { begunOn } = options;
      const first = begunOn && older.installed.get(begunOn);
      if (begunOn !== undefined && first === undefined)
        throw new HarnessError(
          'capability-missing',
          `Could not begin on an older version of n8n: there is no ${begunOn}.`,
        );
      return startEmbedded(installed, info, deployment, options, first);
    },
  };
}

/** Memory that a process of n8n 2 has taken after some hundred executions, with room to spare. */
const BYTES_OF_A_PROCESS = 2 * 1_024 ** 3;

const hasRoomFor = (processes: number): boolean =>
  availableParallelism() > 1 && process.availableMemory() > 2 * processes * BYTES_OF_A_PROCESS;
