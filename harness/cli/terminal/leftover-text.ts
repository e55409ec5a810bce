import type { Leftover } from '../../machine/lease-leftovers.ts';
import { sizeText } from './size-text.ts';

/** Describes in one line what was cleaned up after one killed run. */
export function leftoverText({
  lease,
  killed,
  removed,
  bytes,
  kept,
  contained,
  postponed,
}: Leftover): string {
  if (postponed !== undefined)
    return `Could not clean up after a killed run (${lease}) yet. ${postponed}`;
  const inDocker =
    contained === undefined
      ? []
      : [
          `${count(contained.containers, 'container')} removed`,
          `${count(contained.networks, 'network')} removed`,
          ...(contained.volumes === 0 ? [] : [`${count(contained.volumes, 'volume')} removed`]),
        ];
  const did = [
    `${count(killed.length, 'process')} ended`,
    `${count(removed.length, 'folder')} removed${bytes === 0 ? '' : ` (${sizeText(bytes)})`}`,
    ...inDocker,
    ...kept.map((folder) => `${folder} left alone`),
  ];
  return `Cleaned up after a killed run (${lease}): ${did.join(', ')}.`;
}

const count = (number: number, what: string): string =>
  `${number} ${what}${number === 1 ? '' : what.endsWith('s') ? 'es' : 's'}`;
