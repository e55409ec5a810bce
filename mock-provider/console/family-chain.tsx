import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { FamilySummary, TokenSummary } from '../model/records.ts';
import { endFamily } from './commands.ts';
import { Action } from './curl-bar.tsx';
import { generationsOf } from './generations.ts';
import { standingText, TokenChip } from './token-chip.tsx';
import { moment, span, tokenName } from './token-text.ts';

/** How many generations are shown until the user asks for all. */
const SHOWN = 5;

const LIVES = {
  live: { standing: 'standing-live', text: '● live' },
  dead: { standing: 'standing-revoked', text: '✕ dead' },
  new: { standing: 'standing-spent', text: '○ code not redeemed yet' },
} as const;

/** A consent whose code has not been exchanged has no tokens yet, and is not dead for that. */
const lifeOf = ({ live, tokens, forgotten }: FamilySummary): keyof typeof LIVES => {
  if (live) return 'live';
  return tokens.length === 0 && forgotten === 0 ? 'new' : 'dead';
};

interface Props {
  readonly realm: string;
  readonly family: FamilySummary;
  readonly issuerNowMs: number;
  readonly onEnded: () => void;
}

/** One consent: its tokens by generation, and the buttons that end them. */
export function FamilyChain({ realm, family, issuerNowMs, onEnded }: Props) {
  const [looked, setLooked] = useState<string>();
  const [all, setAll] = useState(false);
  const line = useRef<HTMLDivElement>(null);
  const { id, client, subject, scope, generation, live, tokens, forgotten } = family;
  const generations = generationsOf(tokens);
  const shown = all ? generations : generations.slice(-SHOWN);
  const hidden = generations.length - shown.length;
  const token = tokens.find(({ ref }) => ref.fingerprint === looked);
  const detail = `detail-${id}`;
  const life = lifeOf(family);
  // The newest tokens are what matters where there is no room for all.
  useLayoutEffect(() => {
    if (line.current !== null) line.current.scrollLeft = line.current.scrollWidth;
  }, [generation]);
  return (
    <li class={`family is-${life}`} data-family={id}>
      <div class="family-head">
        <h3>
          {id} <span class={`life ${LIVES[life].standing}`}>{LIVES[life].text}</span>
        </h3>
        <p class="quiet">
          {client} for {subject} · scope {scope || 'none'} · generation {generation}
          {forgotten > 0 ? ` · ${forgotten} old tokens forgotten` : ''}
        </p>
        <div class="actions">
          {live ? (
            <Action
              label="Revoke"
              what={`revoke family ${id}`}
              class="danger"
              command={endFamily(realm, id, 'revoked')}
              done={`Family ${id} is revoked.`}
              after={onEnded}
            />
          ) : null}
          {live ? (
            <Action
              label="Expire"
              what={`expire family ${id}`}
              command={endFamily(realm, id, 'expired')}
              done={`Family ${id} is expired.`}
              after={onEnded}
            />
          ) : null}
          {live ? (
            <Action
              label="Expire access"
              what={`expire access tokens of ${id}`}
              command={endFamily(realm, id, 'expired', ['access'])}
              done={`Access tokens of ${id} are expired.`}
              after={onEnded}
            />
          ) : null}
        </div>
      </div>
      <div class="chain-line" ref={line}>
        {hidden > 0 ? (
          <button type="button" class="older" onClick={() => setAll(true)}>
            {hidden} older
          </button>
        ) : null}
        <ol class="chain">
          {shown.map((one) => (
            <li key={one.generation}>
              <span class="generation">generation {one.generation}</span>
              {one.tokens.map((each) => (
                <TokenChip
                  key={each.ref.fingerprint}
                  token={each}
                  detail={detail}
                  onLook={setLooked}
                />
              ))}
            </li>
          ))}
        </ol>
      </div>
      <p class="detail" id={detail}>
        {token === undefined ? '' : detailText(token, scope, issuerNowMs)}
      </p>
    </li>
  );
}

function detailText(
  { ref, standing, cause, scope, issuedAtMs, expiresAtMs }: TokenSummary,
  granted: string,
  nowMs: number,
): string {
  const end = endText(expiresAtMs, nowMs, standing === 'live');
  return [
    `${tokenName(ref)} (${ref.fingerprint}) is ${standingText(standing)}`,
    ...(cause === undefined ? [] : [`cause: ${cause}`]),
    `issued ${moment(issuedAtMs)}`,
    end,
    ...(scope === granted ? [] : [`scope ${scope || 'none'}`]),
  ].join(' · ');
}

function endText(expiresAtMs: number | undefined, nowMs: number, live: boolean): string {
  if (expiresAtMs === undefined) return 'no expiry';
  const ms = expiresAtMs - nowMs;
  if (ms > 0) return `${live ? 'expires' : 'would have expired'} in ${span(ms)}`;
  return `expiry was ${span(ms)} ago`;
}
