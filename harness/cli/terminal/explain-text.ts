import { createColors } from 'picocolors';
import { wrap } from '../../model/wrap.ts';
import { causeById } from '../../symptoms/causes/index.ts';
import type { Explained, Explanation } from '../../symptoms/match/explain.ts';
import type { RankedCause } from '../../symptoms/match/rank-causes.ts';
import type { KnownCause, Seen } from '../../symptoms/symptoms.ts';

const WIDTH = 100;
const LABEL = 13;
/** So many causes are told in full; the others by name. */
const IN_FULL = 4;
/** So many texts are explained. */
const TEXTS = 3;

interface Style {
  readonly colours: boolean;
  /** Every cause in full. */
  readonly all: boolean;
}

const ENDPOINTS: Readonly<Record<string, string>> = {
  resource: 'the API',
  token: 'the token endpoint',
  authorize: 'the authorization endpoint',
  consent: 'the authorization endpoint',
};

const count = (number: number, thing: string): string =>
  `${number} ${thing}${number === 1 ? '' : 's'}`;

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} or ${parts.at(-1)}`;

/** What the provider answered, in a line. */
function answersText({ answers }: KnownCause): string {
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
function recoveryText({ recovery, scenarios: all }: Seen): string {
  const texts = recovery.map(({ by, act, scenarios }) => {
    const often = `in ${scenarios} of ${all}`;
    if (by === 'itself') return `no remedy was needed once the cause was gone, ${often}`;
    if (by === 'nothing') return `nothing that was tried, ${often}`;
    if (by === 'untried') return `not known: it stayed, and nothing was tried, ${often}`;
    return `${by} ${often}${act === undefined ? '' : ` (${act})`}`;
  });
  return texts.length === 0 ? 'not known' : texts.join('; ');
}

const scenariosHere = (causes: readonly RankedCause[]): number =>
  causes.reduce((sum, { here }) => sum + (here?.scenarios ?? 0), 0);

/** How often a cause was seen, and where. */
function seenText({ known, here }: RankedCause, version: string, all: number): string {
  const others = known.seen
    .filter(({ n8n }) => n8n !== version)
    .map(({ n8n, scenarios }) => `${n8n}: ${scenarios}`);
  const elsewhere = others.length === 0 ? '' : ` (on ${others.join(', ')})`;
  return here === undefined
    ? `not on ${version}; on ${known.seen.map(({ n8n, scenarios }) => `${n8n} in ${count(scenarios, 'scenario')}`).join(', ')}`
    : `on ${version} in ${here.scenarios} of ${count(all, 'scenario')} with this text${elsewhere}`;
}

/** A command that shows it again. */
function commandText({ known, here }: RankedCause, version: string): string {
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

function causeLines(
  cause: RankedCause,
  place: number,
  {
    explanation,
    version,
    colours,
  }: { explanation: Explanation; version: string; colours: boolean },
): readonly string[] {
  const { bold, dim } = createColors(colours);
  const { says, basis, act, tell } = causeById(cause.known.cause) ?? {
    says: cause.known.cause,
    basis: '',
    act: '',
    tell: '',
  };
  const row = (label: string, text: string): readonly string[] =>
    wrap(text, WIDTH, ' '.repeat(LABEL)).map((line, index) =>
      index === 0 ? `   ${dim(label.padEnd(LABEL - 3))}${line.trimStart()}` : line,
    );
  const fits = cause.fits
    .filter((fit) => explanation.causes.some((other) => !other.fits.includes(fit)))
    .map((fit) => FITS[fit]);
  const others = explanation.causes.length > 1;
  return [
    ...wrap(`${place}. ${says}`, WIDTH, '').map((line, index) =>
      bold(index === 0 ? line : `   ${line}`),
    ),
    ...row('do', act),
    ...row('helped', recoveryText(cause.here ?? (cause.known.seen[0] as Seen))),
    ...(others ? row('look', tell) : []),
    ...row('provider', answersText(cause.known)),
    ...row('seen', seenText(cause, version, scenariosHere(explanation.causes))),
    ...(fits.length > 0 ? row('fits', `${fits.join(', ')} in what you gave`) : []),
    ...row('again', commandText(cause, version)),
    ...row('basis', basis),
  ];
}

const HOW: Readonly<Record<Explanation['how'], string>> = {
  same: 'This text was recorded',
  part: 'A part of this text was recorded',
  below: 'This was recorded below the text',
  code: 'The text is not known; this code of the provider is',
  alike: 'Not known. Alike, which proves nothing',
};

function headOf({ how, likeness, times, symptom, code, causes }: Explanation): string {
  const alike = how === 'alike' ? ` (${Math.round(likeness * 100)} % of the words)` : '';
  const often = times > 1 ? ` (${times} times in what you gave)` : '';
  const many = causes.length > 1 ? ` – ${causes.length} causes end in it.` : '';
  return `${HOW[how]}${alike}${often}: ${code ?? symptom?.text ?? ''}${many}`;
}

function explanationLines(
  explanation: Explanation,
  version: string,
  { colours, all }: Style,
): readonly string[] {
  const { causes } = explanation;
  const full = all || causes.length <= IN_FULL + 1 ? causes : causes.slice(0, IN_FULL);
  const rest = causes.slice(full.length);
  return [
    ...wrap(headOf(explanation), WIDTH),
    '',
    ...full.flatMap((cause, index) => [
      ...causeLines(cause, index + 1, { explanation, version, colours }),
      '',
    ]),
    ...(rest.length === 0
      ? []
      : [
          `Seen less often (--all tells of them in full):`,
          ...rest.flatMap(({ known }) =>
            wrap(`- ${causeById(known.cause)?.says ?? known.cause}`, WIDTH, '  '),
          ),
          '',
        ]),
  ];
}

/** An answer as lines for a terminal. */
export function explainedLines(
  { explanations, version }: Explained,
  style: Style,
): readonly string[] {
  const told = explanations.slice(0, TEXTS);
  const left = explanations.length - told.length;
  return [
    ...told.flatMap((explanation) => explanationLines(explanation, version, style)),
    ...(left > 0
      ? [
          `${count(left, 'more text')} in it ${left === 1 ? 'is' : 'are'} known (--json has all).`,
          '',
        ]
      : []),
  ];
}
