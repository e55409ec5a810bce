/**
 * A problem of a scenario that a schema cannot detect. `path` leads to the place, as in a JSON
 * pointer.
 */
export interface PlanProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}
