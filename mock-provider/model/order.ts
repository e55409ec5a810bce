/** Work that waits for a workflow which looks for it by itself. */
export interface Order {
  /** Tells the execution that takes it from all others. */
  readonly key: string;
  /** Ids of the items to call the API for. */
  readonly items: readonly string[];
}
