/** The names in a scope, also where a provider separates them by commas (RFC 6749 §3.3). */
export const scopeNames = (scope: string): readonly string[] =>
  scope.split(/[\s,]+/).filter((name) => name !== '');
