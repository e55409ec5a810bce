/** The types of nodes and credentials that a client knows. */
export interface KnownTypes {
  /** The versions of each type of node, with the name of its package. */
  readonly nodes: ReadonlyMap<string, readonly number[]>;
  /** The types of credentials that are OAuth2. */
  readonly oauth2: ReadonlySet<string>;
}
