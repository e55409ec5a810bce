import type { Rung } from './recovery-result.ts';

const list = (rungs: readonly Rung[]): string => rungs.map(({ remedy }) => remedy).join(', ');

const withReason = ({ remedy, because = '' }: Rung): string =>
  `${remedy} (${because.replace(/\.$/, '')})`;

/**
 * The sentences of a summary that say how the remedy which worked stands among all remedies: which
 * lighter ones did not help, and which were not tried, so that one of them might have.
 * @returns empty when no remedy worked
 */
export function ladderWords(rungs: readonly Rung[]): string {
  const place = rungs.findIndex(({ gave }) => gave === 'worked');
  if (place === -1) return '';
  const lighter = rungs.slice(0, place);
  const skipped = lighter.filter(({ gave }) => gave === 'skipped');
  const tried = lighter.filter(({ gave }) => gave !== 'skipped');
  const untilNext = tried.filter(({ gave }) => gave === 'until the next expiry');
  const name = rungs[place]?.remedy ?? '';
  return [
    tried.length === 0
      ? `No remedy ${skipped.length === 0 ? '' : 'that could be tried '}is lighter than this one, ${name}.`
      : `The lightest remedy ${skipped.length === 0 ? 'there is' : 'of those tried'}: ${name}; ${list(tried)} did not bring it back for good.`,
    ...(untilNext.length === 0 ? [] : [`Only until the next expiry: ${list(untilNext)}.`]),
    ...(skipped.length === 0 ? [] : [`Not tried: ${skipped.map(withReason).join('; ')}.`]),
  ].join(' ');
}
