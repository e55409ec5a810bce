/** An execution that the plan has begun and not waited for. */
export interface Begun {
  readonly workflow: string;
  /** True when it did its work. */
  readonly works: Promise<boolean>;
}
