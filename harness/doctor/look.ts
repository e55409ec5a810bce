import type { DiagnosisPlace } from '../model/diagnosis.ts';
import type { Found, Look, Unseen } from './check.ts';
import type { Fact } from './snapshot/fact.ts';
import type { CredentialFacts, Snapshot, WorkflowFacts } from './snapshot/snapshot.ts';

/** What was seen of one thing: what is wrong with it (nothing: it is fine), or what is withheld. */
export type Seen = readonly (Found | Unseen)[];

/** Collects what was seen, thing by thing. */
export class Looked implements Look {
  lookedAt = 0;
  readonly found: Found[] = [];
  readonly unseen: Unseen[] = [];

  /** What was seen of one thing. A thing of which all is withheld was not looked at. */
  add(seen: Seen): void {
    for (const one of seen)
      if ('because' in one) this.unseen.push(one);
      else this.found.push(one);
    if (seen.length === 0 || seen.some((one) => !('because' in one))) this.lookedAt += 1;
  }
}

/** Looks at each thing of a list that a source tells, or says why it does not. */
export function lookAtEach<T>(
  things: Fact<readonly T[]>,
  what: string,
  look: (thing: T) => Seen,
): Look {
  const looked = new Looked();
  if ('withheld' in things) looked.add([{ what, because: things.withheld }]);
  else for (const thing of things.is) looked.add(look(thing));
  return looked;
}

export const ofCredentials = (
  { credentials }: Snapshot,
  which: (credential: CredentialFacts) => boolean,
): Fact<readonly CredentialFacts[]> =>
  'is' in credentials ? { is: credentials.is.filter(which) } : credentials;

export const credentialPlace = ({ id, name }: CredentialFacts): DiagnosisPlace => ({
  credential: { id, name },
});

export const workflowPlace = ({ id, name }: WorkflowFacts): DiagnosisPlace => ({
  workflow: { id, name },
});

export const nameOf = ({ name }: { readonly name: string }): string => `credential "${name}"`;

/** `3 seconds`, `2 hours` */
export function spanText(ms: number): string {
  const units = [
    ['day', 86_400_000],
    ['hour', 3_600_000],
    ['minute', 60_000],
    ['second', 1_000],
  ] as const;
  const [unit, length] = units.find(([, size]) => Math.abs(ms) >= size) ?? units[3];
  const count = Math.round(Math.abs(ms) / length);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
