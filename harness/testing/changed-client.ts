import type { ClientUnderTest } from '../model/client.ts';
import { CorrectClient } from '../reference-clients/correct-client.ts';

/**
 * The correct reference client with some of its members replaced. The replacements may call the
 * original.
 */
export function changedClient(
  change: (original: CorrectClient) => Partial<ClientUnderTest>,
  original: CorrectClient = new CorrectClient(),
): ClientUnderTest {
  const replaced = change(original);
  return new Proxy<ClientUnderTest>(original, {
    get(_, member) {
      const owner = member in replaced ? replaced : original;
      const value: unknown = Reflect.get(owner, member);
      return typeof value === 'function' ? value.bind(owner) : value;
    },
  });
}
