/** What n8n consists of: one process with SQLite, one with Postgres, or a queue with workers. */
type Topology = 'single' | 'postgres' | 'queue';

/** What may differ between projects: what is run, on which n8n, and what it is compared with. */
export interface ProjectSettings {
  /**
   * What `--n8n` takes: a version, `latest`, `1.x`, `path:DIR`, `docker:2.41.1`, or the address of
   * a running instance.
   * @default ['latest']
   */
  readonly targets?: readonly string[];
  /** @default ['single'] */
  readonly topologies?: readonly Topology[];
  /**
   * Workers in queue topology.
   * @default 2
   */
  readonly queueWorkers?: number;
  /** Settings of n8n's own, by the names of their environment variables. */
  readonly env?: Readonly<Record<string, string | number | boolean>>;
  /** What to choose from: `smoke`, `default`, `full`, or `own` (all in your own folders). */
  readonly suite?: string;
  /**
   * What is run: names or patterns of scenarios, and scenario files (.yaml); the default suite
   * without.
   */
  readonly scenarios?: readonly string[];
  /**
   * A file of known failures, or `none`.
   * @default the one that comes with the harness for the version of n8n
   */
  readonly baseline?: string;
  /**
   * Scenarios at once on one n8n.
   * @default 4
   */
  readonly parallel?: number;
  /**
   * How often each scenario runs. This is no retry: each run counts.
   * @default 1
   */
  readonly repeat?: number;
  /** Account on a running instance; its password comes from OAUTH_CHAOS_N8N_PASSWORD. */
  readonly n8nEmail?: string;
  /** How a running instance reaches the mock provider. */
  readonly providerUrl?: string;
  /** Address the mock provider listens on, for a running instance. */
  readonly providerHost?: string;
  /** Port the mock provider listens on, for a running instance. */
  readonly providerPort?: number;
}

/** Settings with a name. They go before those of the file as a whole; `env` is merged. */
export interface Project extends ProjectSettings {
  /** Letters, digits, `.`, `_` and `-`. Targets of its results are named `name@2.41.1`. */
  readonly name: string;
}

/**
 * The configuration: the options of `oauth-chaos run`, kept in a file. An option on the command
 * line goes before the file. Paths are relative to the file.
 */
export interface Config extends ProjectSettings {
  /** Address of a JSON Schema, for editors. */
  readonly $schema?: string;
  /**
   * Folders of your own, with `scenarios/`, `checkers/`, `faults/` and `presets/` in them. Each
   * file adds what its name says, as if it came with the harness.
   */
  readonly own?: readonly string[];
  /** An exported workflow that takes the place of the main workflow of each scenario. */
  readonly workflow?: string;
  /** The items with which it starts: a JSON file. */
  readonly workflowInput?: string;
  /** The credential of it that the faults strike. */
  readonly workflowCredential?: string;
  /** How long it may take without any fault, such as `90s`. */
  readonly workflowLimit?: string;
  /** Repeats the random choices of an earlier run. */
  readonly seed?: number;
  /** Part i of n equal parts, such as `1/4`; usually an option of the command line. */
  readonly shard?: string;
  /** Stops at the first unexpected failure. */
  readonly bail?: boolean;
  /** An invariant that nobody could look at makes a scenario inconclusive. */
  readonly strict?: boolean;
  /** Ends well although a known failure no longer happens. */
  readonly allowFixed?: boolean;
  /** Offers the provider's console while the run lasts. */
  readonly console?: boolean;
  /** Switches on what monitoring needs, and tells what it showed of each failure. */
  readonly witnesses?: boolean;
  /** What `--reporter` takes: `junit`, `junit=out/junit.xml`, `no-html`. */
  readonly reporters?: readonly string[];
  /**
   * Folder of the run; a new one each time.
   * @default reports/runs/<id>
   */
  readonly output?: string;
  /** Without `--project` all of them run, one after the other. */
  readonly projects?: readonly Project[];
}

/**
 * Declares the configuration; the compiler checks it.
 * @example
 * export default defineConfig({
 *   suite: 'smoke',
 *   reporters: ['junit=reports/junit.xml'],
 *   projects: [
 *     { name: 'now', targets: ['1.123.81'] },
 *     { name: 'next', targets: ['2.41.1'], topologies: ['single', 'queue'] },
 *   ],
 * });
 */
export const defineConfig = (config: Config): Config => config;
