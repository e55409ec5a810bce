/** What the plan has begun and not waited for. */
export interface Begun {
  /** The workflow of an execution. */
  readonly workflow?: string;
  /** True when it did its work. */
  readonly works: Promise<boolean>;
}
