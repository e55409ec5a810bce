import type { Explanation } from './match/explain.ts';
import type { RankedCause } from './match/rank-causes.ts';
import type { KnownCause, Seen } from './symptoms.ts';

const ENDPOINTS: Readonly<Record<string, string>> = {
  resource: 'the API',
  token: 'the token endpoint',
  authorize: 'the authorization endpoint',
  consent: 'the authorization endpoint',
};

/** A number with what it counts. */
export const count = (number: number, thing: string): string =>
  `${number} ${thing}${number === 1 ? '' : 's'}`;

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} or ${parts.at(-1)}`;

/** What the provider answered, in a line. */
export function answersText({ answers }: KnownCause): string {
  if (answers.length === 0) return 'was not asked';
  const each = Map.groupBy(answers, ({ endpoint, error }) =>
    JSON.stringify([ENDPOINTS[endpoint] ?? endpoint, error]),
  );
  return [...each]
    .slice(0, 4)
    .map(([, [first, ...more]]) => {
      const codes = [first, ...more].map((one) => String(one?.status ?? 'no complete answer'));
      const error = first?.error === undefined ? '' : ` ${first.error}`;
      return `${ENDPOINTS[first?.endpoint ?? ''] ?? first?.endpoint}: ${listed([...new Set(codes)])}${error}`;
    })
    .join('; ');
}

/** What n8n worked again by on a version: the lightest thing that helped, most often first. */
export function recoveryText({ recovery, scenarios: all }: Seen): string {
  const texts = recovery.map(({ by, act, scenarios }) => {
    const often = `in ${scenarios} of ${all}`;
    if (by === 'itself') return `no remedy was needed once the cause was gone, ${often}`;
    if (by === 'nothing') return `nothing that was tried, ${often}`;
    if (by === 'untried') return `not known: it stayed, and nothing was tried, ${often}`;
    return `${by} ${often}${act === undefined ? '' : ` (${act})`}`;
  });
  return texts.length === 0 ? 'not known' : texts.join('; ');
}

/** In how many scenarios any of the causes of a text were seen, on the version. */
const scenariosHere = (causes: readonly RankedCause[]): number =>
  causes.reduce((sum, { here }) => sum + (here?.scenarios ?? 0), 0);

/** How often a cause of a text was seen, and where. */
export function seenText(
  { known, here }: RankedCause,
  { causes }: Explanation,
  version: string,
): string {
  const all = scenariosHere(causes);
  const others = known.seen
    .filter(({ n8n }) => n8n !== version)
    .map(({ n8n, scenarios }) => `${n8n}: ${scenarios}`);
  const elsewhere = others.length === 0 ? '' : ` (on ${others.join(', ')})`;
  return here === undefined
    ? `not on ${version}; on ${known.seen.map(({ n8n, scenarios }) => `${n8n} in ${count(scenarios, 'scenario')}`).join(', ')}`
    : `on ${version} in ${here.scenarios} of ${count(all, 'scenario')} with this text${elsewhere}`;
}

/** A command that shows it again. */
export function commandText({ known, here }: RankedCause, version: string): string {
  const on = here === undefined ? (known.seen[0]?.n8n ?? version) : version;
  const scenario = known.scenarios.find(({ n8n }) => n8n.includes(on)) ?? known.scenarios[0];
  const { name = '', topology } = scenario ?? {};
  return `oauth-chaos run ${name} --n8n ${on}${topology === undefined ? '' : ` --topology ${topology}`}`;
}

const FITS = {
  code: "the provider's code",
  description: 'what stands below the message',
  status: 'the HTTP status',
} as const;

/** What of a text speaks for one of its causes rather than another; undefined when nothing does. */
export function fitsText({ fits }: RankedCause, { causes }: Explanation): string | undefined {
  const telling = fits
    .filter((fit) => causes.some((other) => !other.fits.includes(fit)))
    .map((fit) => FITS[fit]);
  return telling.length === 0 ? undefined : `${telling.join(', ')} in what you gave`;
}

const HOW: Readonly<Record<Explanation['how'], string>> = {
  same: 'This text was recorded',
  part: 'A part of this text was recorded',
  below: 'This was recorded below the text',
  code: 'The text is not known; this code of the provider is',
  alike: 'Not known. Alike, which proves nothing',
};

/** How a text was found, and the text as it was recorded. */
export function headOf({ how, likeness, times, symptom, code, causes }: Explanation): string {
  const alike = how === 'alike' ? ` (${Math.round(likeness * 100)} % of the words)` : '';
  const often = times > 1 ? ` (${times} times in what you gave)` : '';
  const many = causes.length > 1 ? ` – ${causes.length} causes end in it.` : '';
  return `${HOW[how]}${alike}${often}: ${code ?? symptom?.text ?? ''}${many}`;
}
