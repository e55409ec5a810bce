import type { RemoveContained } from '../../machine/lease-leftovers.ts';
import type { Capability } from '../../model/capability.ts';
import type { Progress } from '../../model/progress.ts';
import type { OlderVersion, Target } from '../../model/target.ts';
import type { Owner } from '../rest/owner.ts';
import type { Whereabouts } from './capabilities.ts';
import type { Deployment } from './topology.ts';

/** A command-line option that applies only to the targets of one driver. */
export interface DriverOption {
  /** The option in commander's syntax: `--provider-port <port>`. */
  readonly flags: string;
  readonly description: string;
  /** The value is a whole number within these limits. */
  readonly range?: { readonly min: number; readonly max: number };
  /** True when `--help` does not show the option. */
  readonly hidden?: boolean;
  /** True when the command `clean` has this option too. */
  readonly alsoForClean?: boolean;
}

/** Values of a driver's options, by commander's names for them. */
export type DriverOptions = Readonly<Record<string, unknown>>;

/** Where a driver gets values that no option gives. */
export interface Asker {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Asks the user for a secret without showing it; undefined when there is no terminal. */
  readonly askSecret?: (question: string) => Promise<string>;
}

/** What a run asks of one driver. */
export interface Admission {
  /** The target texts that belong to this driver; may be empty. */
  readonly texts: readonly string[];
  readonly options: DriverOptions;
  /**
   * True when the user asked for topologies or settings and every target belongs to this driver.
   */
  readonly reshaped: boolean;
  readonly scenarios: number;
  readonly dryRun: boolean;
  readonly asker: Asker;
}

/** A target that the user named and that exists. Nothing is installed or started yet. */
export interface TargetChoice<Session = unknown> {
  readonly text: string;
  /**
   * What the text means: an exact version, a folder, an image, or the address of a running
   * instance. Two texts that mean the same n8n have the same value.
   */
  readonly what: string;
  /** Why the text means this n8n, when it could have been another: `latest`, `1.x`. */
  readonly because?: string;
  /** What the driver opened to find the target; passed on to `create`. */
  readonly session?: Session;
  /** The topology and settings; without it one process on SQLite. */
  readonly deployment?: Deployment;
}

export interface CreateOptions {
  /** The older versions on which scenarios of the run begin; installed when necessary. */
  readonly older?: readonly OlderVersion[];
  /** The versions among which the newest of an older series is looked for. */
  readonly tried?: readonly string[];
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/** Removes what killed runs left in places that only the driver knows. */
export interface CleanUp {
  /** Removes what belongs to a lease from a container daemon. */
  readonly inDaemon?: RemoveContained;
  /**
   * Lists what killed runs left on instances that need an account, one line each. Removes nothing.
   */
  pending?(): Promise<readonly string[]>;
  /**
   * Reads one of the driver's target texts, and the account that may clean up there.
   * @throws HarnessError exit 64
   */
  admit?(text: string, options: DriverOptions, asker: Asker): Promise<CleanUpPlace>;
  /**
   * Cleans up at a place; returns what it did, one line each.
   * @throws HarnessError
   */
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
 * One way to get an n8n under test. Every command loads the driver, even `--help`, so a driver
 * imports what it needs for its work only where it does that work. `Access` is what `admit` returns
 * and `parse` gets, and `Session` is what `parse` returns and `create` gets; nobody else uses them.
 */
export interface Driver<Access = unknown, Session = unknown> {
  /** Name of the driver, as the results show it. */
  readonly name: string;
  /** The forms of its target texts, for `--help`. */
  readonly forms: readonly string[];
  /** True for a target text that belongs to this driver. */
  owns(text: string): boolean;
  /** False when n8n already runs, so that no topology and no settings can be chosen. */
  readonly startsN8n: boolean;
  readonly options?: readonly DriverOption[];
  /**
   * Decides whether the driver's targets may be used, and how. Makes no network request, and asks
   * the user nothing in a dry run.
   * @throws HarnessError exit 64
   */
  admit?(admission: Admission): Promise<Access | undefined>;
  /** Describes what a run does at a target, for a user who has not yet agreed to it. */
  intention?(what: string, scenarios: number): string;
  /**
   * Finds out what a target text means, so that a wrong text stops the run before it starts.
   * @throws HarnessError exit 64 or 75
   */
  parse(text: string, signal: AbortSignal, access?: Access): Promise<TargetChoice<Session>>;
  /**
   * Makes a target that can be started. When this resolves, n8n is on disk, its image is in Docker,
   * or the instance runs.
   * @throws HarnessError exit 64 or 75
   */
  create(choice: TargetChoice<Session>, options: CreateOptions): Promise<Target>;
  /** All capabilities of a target of this kind. The documentation is generated from this too. */
  capabilities(deployment: Deployment, where?: Whereabouts): ReadonlySet<Capability>;
  readonly cleanUp?: CleanUp;
}
