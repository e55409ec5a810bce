import type { FaultHandle } from '../faults/engine/fault-handle.ts';
import { heal, healAll } from './commands.ts';
import { Action } from './curl-bar.tsx';

/**
 * The button that was pressed disappears with its fault. The focus moves to the title, so that a
 * keyboard user can continue from there.
 */
const toTitle = (): void => document.getElementById('faults-title')?.focus();

const shown = (value: unknown): string =>
  Array.isArray(value)
    ? value.join(' + ')
    : typeof value === 'string'
      ? value
      : JSON.stringify(value);

/** Lists the faults in force, each with a button that heals it. */
export function FaultsInForce({
  realm,
  inForce,
}: {
  readonly realm: string;
  readonly inForce: readonly FaultHandle[];
}) {
  if (inForce.length === 0) return <p class="quiet">None in force: the provider behaves.</p>;
  return (
    <>
      <ul class="in-force" aria-label="Faults in force">
        {inForce.map(({ id, options }) => (
          <li key={id}>
            <div>
              <strong>{id}</strong>
              <p class="quiet">
                {Object.entries(options)
                  .map(([name, value]) => `${name} ${shown(value)}`)
                  .join(', ')}
              </p>
            </div>
            <Action
              label="Heal"
              what={`heal ${id}`}
              command={heal(realm, id)}
              done={`${id} is healed.`}
              after={toTitle}
            />
          </li>
        ))}
      </ul>
      {inForce.length < 2 ? null : (
        <Action
          label="Heal all"
          command={healAll(realm)}
          done="All faults are healed."
          after={toTitle}
        />
      )}
    </>
  );
}
