/** A file for a CI system, and what is left to do about it. */
export interface CiTemplate {
  /** Where it stands in a project. */
  readonly path: string;
  /** @param install the command that installs the harness in a checkout */
  readonly text: (install: string) => string;
  readonly toDo?: string;
}

/** Parts of a run in CI. */
export const SHARDS = 4;

/** What `--shard` takes: `1/4` to `4/4`. */
export const shards: readonly string[] = Array.from(
  { length: SHARDS },
  (_, index) => `${index + 1}/${SHARDS}`,
);
