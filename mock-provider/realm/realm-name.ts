import { ProviderError } from '../model/provider-error.ts';

/** Paths of the provider itself. A realm with such a name could not be reached. */
const RESERVED: ReadonlySet<string> = new Set(['control', 'console', 'healthz']);

/** Checks the name of a realm. @throws ProviderError when no realm may have it */
export function checkRealmName(name: string): void {
  if (!/^[\w][\w.~-]{0,199}$/.test(name)) {
    throw new ProviderError(
      'bad-realm-name',
      `Could not create realm '${name}': the name cannot be one segment of a URL.`,
      { hint: 'Use letters, digits, dots, dashes and underscores.', pointer: '/name' },
    );
  }
  if (RESERVED.has(name))
    throw new ProviderError(
      'bad-realm-name',
      `Could not create realm '${name}': the provider needs the name itself.`,
      { hint: 'Choose another name.', pointer: '/name' },
    );
}
