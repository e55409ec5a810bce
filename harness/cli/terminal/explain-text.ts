import { createColors } from 'picocolors';
import { wrap } from '../../model/wrap.ts';
import { causeById } from '../../symptoms/causes/index.ts';
import {
  answersText,
  commandText,
  count,
  fitsText,
  headOf,
  recoveryText,
  seenText,
} from '../../symptoms/explanation-words.ts';
import type { Explained, Explanation } from '../../symptoms/match/explain.ts';
import type { RankedCause } from '../../symptoms/match/rank-causes.ts';
import type { Seen } from '../../symptoms/symptoms.ts';

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
  const fits = fitsText(cause, explanation);
  const others = explanation.causes.length > 1;
  return [
    ...wrap(`${place}. ${says}`, WIDTH, '').map((line, index) =>
      bold(index === 0 ? line : `   ${line}`),
    ),
    ...row('do', act),
    ...row('helped', recoveryText(cause.here ?? (cause.known.seen[0] as Seen))),
    ...(others ? row('look', tell) : []),
    ...row('provider', answersText(cause.known)),
    ...row('seen', seenText(cause, explanation, version)),
    ...(fits === undefined ? [] : row('fits', fits)),
    ...row('again', commandText(cause, version)),
    ...row('basis', basis),
  ];
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
