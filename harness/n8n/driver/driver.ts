import type { RemoveContained } from '../../machine/lease-leftovers.ts';
import type { Capability } from '../../model/capability.ts';
import type { Progress } from '../../model/progress.ts';
import type { Target } from '../../model/target.ts';
import type { Owner } from '../rest/owner.ts';
import type { Whereabouts } from './capabilities.ts';
import type { Deployment } from './topology.ts';

/** An option of the command line that is for one driver's targets only. */
export interface DriverOption {
  /** As commander reads it: `--provider-port <port>`. */
  readonly flags: string;
  readonly description: string;
  /** The value is a whole number within these. */
  readonly range?: { readonly min: number; readonly max: number };
  /** Left out of `--help`. */
  readonly hidden?: boolean;
  /** `clean` takes it, too. */
  readonly alsoForClean?: boolean;
}

/** Values of a driver's options, by the name commander gives them. */
export type DriverOptions = Readonly<Record<string, unknown>>;

/** Whom a driver may ask for what no option says. */
export interface Asker {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Asks for a secret without showing it; undefined where nobody can be asked. */
  readonly askSecret?: (question: string) => Promise<string>;
}

/** What a run wants of one driver. */
export interface Admission {
  /** Its texts among the targets, which may be none. */
  readonly texts: readonly string[];
  readonly options: DriverOptions;
  /** Topologies or settings were asked for, and every target is this driver's. */
  readonly reshaped: boolean;
  readonly scenarios: number;
  readonly dryRun: boolean;
  readonly asker: Asker;
}

/** A target as the user wrote it, found to exist; nothing is installed or started yet. */
export interface TargetChoice<Session = unknown> {
  readonly text: string;
  /**
   * What it stands for: exact version, folder, image, or the address of a running instance. The
   * same for two texts that mean one n8n.
   */
  readonly what: string;
  /** What its driver opened in order to find it, for `create`. */
  readonly session?: Session;
  /** One process on SQLite without it. */
  readonly deployment?: Deployment;
}

export interface CreateOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/** Removes what killed runs left where only the driver can look. */
export interface CleanUp {
  /** Removes what a lease holds in a container daemon. */
  readonly inDaemon?: RemoveContained;
  /** What lies where an account is needed, one line each: names it and removes nothing. */
  pending?(): Promise<readonly string[]>;
  /** Reads one of its texts and who may clean up there. @throws HarnessError exit 64 */
  admit?(text: string, options: DriverOptions, asker: Asker): Promise<CleanUpPlace>;
  /** Cleans up there; returns what it did, one line each. @throws HarnessError */
  at?(
    place: CleanUpPlace,
    how: { readonly yes: boolean; readonly signal: AbortSignal },
  ): Promise<readonly string[]>;
}

export interface CleanUpPlace {
  readonly url: string;
  readonly account: Owner;
}

/**
 * One way to get at an n8n under test. It is loaded by every command, `--help` too, so what it
 * needs in order to work is imported where it works.
 *
 * `Access` is what `admit` hands to `parse`, and `Session` what `parse` hands to `create`; nobody
 * else looks into them.
 */
export interface Driver<Access = unknown, Session = unknown> {
  /** As the results show it. */
  readonly name: string;
  /** What its target texts look like, for `--help`. */
  readonly forms: readonly string[];
  /** True for a target text that is its own. */
  owns(text: string): boolean;
  /**
   * False where n8n runs already and is what it is: no topology and no settings may be asked for.
   */
  readonly startsN8n: boolean;
  readonly options?: readonly DriverOption[];
  /**
   * Whether its targets may be used, and how. Asks no network, and nobody in a dry run.
   * @throws HarnessError exit 64
   */
  admit?(admission: Admission): Promise<Access | undefined>;
  /** What a run does there, for whoever has not yet agreed to it. */
  intention?(what: string, scenarios: number): string;
  /**
   * Finds out what a text stands for, so that a wrong one stops the run before it starts.
   * @throws HarnessError exit 64 or 75
   */
  parse(text: string, signal: AbortSignal, access?: Access): Promise<TargetChoice<Session>>;
  /**
   * Makes a target ready to be started: n8n is on disk, its image in Docker, or it runs, when this
   * resolves.
   * @throws HarnessError exit 64 or 75
   */
  create(choice: TargetChoice<Session>, options: CreateOptions): Promise<Target>;
  /** Everything a target of this kind can do; the documentation asks here, too. */
  capabilities(deployment: Deployment, where?: Whereabouts): ReadonlySet<Capability>;
  readonly cleanUp?: CleanUp;
}
