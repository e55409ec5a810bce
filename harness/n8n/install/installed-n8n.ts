/** An n8n on disk that a driver can start: `<node> <entry> start`. */
export interface InstalledN8n {
  /** Version n8n states in its own package.json. */
  readonly version: string;
  /** Folder that holds `node_modules/n8n`, or the n8n package itself for some `path:` targets. */
  readonly directory: string;
  /** Path of the Node binary that fits this n8n's `engines`. */
  readonly node: string;
  readonly nodeVersion: string;
  /** Dependencies pinned by a recipe, package → version. Empty when n8n was taken as published. */
  readonly overrides: Readonly<Record<string, string>>;
  /** Absolute path of `bin/n8n`. */
  readonly entry: string;
  /** How long the installation took, milliseconds; 0 for a `path:` target. */
  readonly installMs: number;
}

/**
 * What a target text stands for: a version the harness installs, or a folder it uses as it is and
 * never writes to.
 */
export type ResolvedTarget =
  | { readonly kind: 'version'; readonly version: string }
  | { readonly kind: 'path'; readonly dir: string };

export type InstallPhase =
  | 'waiting'
  | 'resolving'
  | 'fetching packages'
  | 'linking'
  | 'native part'
  | 'boot probe';

/** One step of an installation, as it happens. `elapsedMs` counts from the call. */
export interface InstallProgress {
  readonly version: string;
  readonly phase: InstallPhase;
  /** Packages seen so far in this phase, where it counts any. */
  readonly packages?: number;
  readonly elapsedMs: number;
}

export type OnInstallProgress = (progress: InstallProgress) => void;
