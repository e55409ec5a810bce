/** An n8n on disk that a driver can start: `<node> <entry> start`. */
export interface InstalledN8n {
  /** The version in n8n's own package.json. */
  readonly version: string;
  /** Folder that contains `node_modules/n8n`; for some `path:` targets the n8n package itself. */
  readonly directory: string;
  /** Path of the Node binary that fits this n8n's `engines`. */
  readonly node: string;
  readonly nodeVersion: string;
  /** Dependencies pinned by a recipe, package → version. Empty when n8n was taken as published. */
  readonly overrides: Readonly<Record<string, string>>;
  /** Absolute path of `bin/n8n`. */
  readonly entry: string;
  /** Duration of the installation in milliseconds; 0 for a `path:` target. */
  readonly installMs: number;
}

/**
 * What a target text means: a version that the harness installs, or a folder that it uses as it is
 * and never writes to.
 */
export type ResolvedTarget =
  | {
      readonly kind: 'version';
      readonly version: string;
      /** Why this version and no newer one; missing when the text names a version. */
      readonly because?: string;
    }
  | { readonly kind: 'path'; readonly dir: string };

export type InstallPhase =
  | 'waiting'
  | 'resolving'
  | 'fetching packages'
  | 'linking'
  | 'native part'
  | 'boot probe';

/** A progress report of an installation. `elapsedMs` counts from the start of the call. */
export interface InstallProgress {
  readonly version: string;
  readonly phase: InstallPhase;
  /** Number of packages so far in this phase; missing when the phase counts none. */
  readonly packages?: number;
  readonly elapsedMs: number;
}

export type OnInstallProgress = (progress: InstallProgress) => void;
