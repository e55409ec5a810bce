import { z } from 'zod';
import { parseJson } from '../../machine/parse-json.ts';

/**
 * The phases of pnpm. `resolving` ends when every version is known. A package is linked after it
 * has been fetched.
 */
export type PnpmPhase = 'resolving' | 'fetching packages' | 'linking';

/** Why pnpm failed, from its own error record. */
export interface PnpmFailure {
  /**
   * For example `ERR_PNPM_NO_MATCHING_VERSION`, `ERR_PNPM_FETCH_404`, `ERR_PNPM_META_FETCH_FAIL`.
   */
  readonly code: string;
  readonly message: string;
  /** The package that caused the error; missing when it was not about one package. */
  readonly wanted?: { readonly name: string; readonly range: string };
  /**
   * The package that directly depends on it. Missing for a dependency that the harness itself asked
   * for.
   */
  readonly dependent?: { readonly name: string; readonly version: string };
  /** Versions of the wanted package that the registry does have. */
  readonly published: readonly string[];
}

export interface PnpmState {
  readonly phase: PnpmPhase;
  readonly packages: number;
  readonly failure: PnpmFailure | null;
}

const recordSchema = z.looseObject({
  name: z.string(),
  level: z.string().optional(),
  stage: z.string().optional(),
  status: z.string().optional(),
});

const errorSchema = z.looseObject({
  code: z.string().default('ERR_PNPM'),
  err: z.looseObject({ message: z.string() }),
  package: z
    .looseObject({ name: z.string().optional(), bareSpecifier: z.string().optional() })
    .optional(),
  pkgsStack: z.array(z.looseObject({ name: z.string(), version: z.string() })).optional(),
  packageMeta: z.looseObject({ versions: z.record(z.string(), z.unknown()) }).optional(),
});

/** Reads pnpm's `--reporter=ndjson` output line by line. Unknown lines change nothing. */
export class PnpmReporter {
  #phase: PnpmPhase = 'resolving';
  #resolved = 0;
  #fetched = 0;
  #linked = 0;
  #failure: PnpmFailure | null = null;

  /** @returns true when the line changed the state */
  read(line: string): boolean {
    const value = parseJson(line);
    const record = recordSchema.safeParse(value);
    if (!record.success) return false;
    const { name, level, stage, status } = record.data;
    if (name === 'pnpm' && level === 'error') return this.#fail(value);
    if (name === 'pnpm:stage' && stage === 'importing_started') this.#phase = 'fetching packages';
    else if (name === 'pnpm:progress' && status !== undefined) this.#count(status);
    else return false;
    return true;
  }

  get state(): PnpmState {
    const counts = {
      resolving: this.#resolved,
      'fetching packages': this.#fetched,
      linking: this.#linked,
    };
    return { phase: this.#phase, packages: counts[this.#phase], failure: this.#failure };
  }

  #count(status: string): void {
    if (status === 'resolved') this.#resolved += 1;
    if (status === 'fetched' || status === 'found_in_store') this.#fetched += 1;
    if (status !== 'imported') return;
    this.#phase = 'linking';
    this.#linked += 1;
  }

  /** Only the first error counts; later ones are its consequences. */
  #fail(value: unknown): boolean {
    const parsed = errorSchema.safeParse(value);
    if (!parsed.success || this.#failure !== null) return false;
    const { code, err, package: wanted, pkgsStack, packageMeta } = parsed.data;
    const dependent = pkgsStack?.at(-1);
    this.#failure = {
      code,
      message: err.message,
      published: Object.keys(packageMeta?.versions ?? {}),
      ...(wanted?.name === undefined
        ? {}
        : { wanted: { name: wanted.name, range: wanted.bareSpecifier ?? '*' } }),
      ...(dependent === undefined
        ? {}
        : { dependent: { name: dependent.name, version: dependent.version } }),
    };
    return true;
  }
}
