import { useState } from 'preact/hooks';
import type { FamilySummary } from '../model/records.ts';
import { FamilyChain } from './family-chain.tsx';

const SHOWN = 12;

interface Props {
  readonly realm: string;
  /** Newest first. Undefined until they are loaded. */
  readonly families: readonly FamilySummary[] | undefined;
  readonly issuerNowMs: number;
  readonly onEnded: () => void;
}

/** Every consent as a chain of tokens. Consents with live tokens come first. */
export function Families({ realm, families = [], issuerNowMs, onEnded }: Props) {
  const [all, setAll] = useState(false);
  const live = families.filter((family) => family.live);
  const ordered = [...live, ...families.filter((family) => !family.live)];
  const shown = all ? ordered : ordered.slice(0, SHOWN);
  return (
    <section aria-labelledby="families-title" class="families">
      <h2 id="families-title">
        Token families{' '}
        <span class="count">
          {live.length} live of {families.length}
          {families.length === 0 ? '' : ' · point at a token, or Tab to it, to see its cause'}
        </span>
      </h2>
      {families.length === 0 ? (
        <p class="quiet none">
          No consent yet. Connect a client to this realm and its tokens grow here.
        </p>
      ) : null}
      <ul>
        {shown.map((family) => (
          <FamilyChain
            key={family.id}
            realm={realm}
            family={family}
            issuerNowMs={issuerNowMs}
            onEnded={onEnded}
          />
        ))}
      </ul>
      {shown.length === ordered.length ? null : (
        <button type="button" onClick={() => setAll(true)}>
          Show all {ordered.length}
        </button>
      )}
    </section>
  );
}
