/** Something that a suite must do: catch a client, say. Each of the scenarios does it. */
export interface Need {
  readonly what: string;
  readonly by: readonly string[];
}

export interface Choice {
  readonly scenario: string;
  /** Why it is there, when not for what it adds for its time. */
  readonly because: string | undefined;
  /** What it does of all that is needed. */
  readonly does: readonly string[];
  /** What none before it does often enough. */
  readonly adds: readonly string[];
}

export interface ChooseOptions {
  readonly needs: readonly Need[];
  /** Scenarios that have to be in the suite, with the reason. */
  readonly must: ReadonlyMap<string, string>;
  readonly secondsOf: (scenario: string) => number;
  /** How many scenarios of the suite are to do each thing, where there are so many. */
  readonly times?: number;
}

/**
 * Chooses scenarios greedily: first those that have to be there, then always the one that adds most
 * for its seconds, until everything is done. What a later choice has made needless is left out.
 * Needs that no scenario serves are ignored.
 */
export function chooseSuite(options: ChooseOptions): readonly Choice[] {
  const { must } = options;
  const names = [...must.keys(), ...cheapestCover(options)];
  const needed = new Set(names);
  for (const name of names.toReversed())
    if (
      !must.has(name) &&
      isDoneBy(
        [...needed].filter((one) => one !== name),
        options,
      )
    )
      needed.delete(name);
  return orderSuite([...needed], options);
}

const wanted = ({ by }: Need, times = 1): number => Math.min(by.length, times);

const isDoneBy = (names: readonly string[], { needs, times }: ChooseOptions): boolean =>
  needs.every(
    (need) => names.filter((name) => need.by.includes(name)).length >= wanted(need, times),
  );

/** What a choice of scenarios still lacks, and how much of it each scenario would do. */
class Lack {
  readonly #left: Map<Need, number>;

  constructor({ needs, times }: ChooseOptions) {
    this.#left = new Map(needs.map((need) => [need, wanted(need, times)]));
  }

  /** What a scenario would do of what is lacking. */
  of(scenario: string): readonly string[] {
    return [...this.#left].flatMap(([{ what, by }, left]) =>
      left > 0 && by.includes(scenario) ? [what] : [],
    );
  }

  /** Takes off what a scenario does. */
  take(scenario: string): readonly string[] {
    const adds = this.of(scenario);
    for (const [need, left] of this.#left)
      if (need.by.includes(scenario)) this.#left.set(need, left - 1);
    return adds;
  }
}

/** The one of most worth for its seconds; undefined when none adds anything. */
function best(
  names: Iterable<string>,
  lack: Lack,
  secondsOf: ChooseOptions['secondsOf'],
): string | undefined {
  let found: string | undefined;
  let most = 0;
  for (const name of names) {
    const worth = lack.of(name).length / secondsOf(name);
    if (worth > most) [found, most] = [name, worth];
  }
  return found;
}

function cheapestCover(options: ChooseOptions): readonly string[] {
  const lack = new Lack(options);
  for (const name of options.must.keys()) lack.take(name);
  const open = new Set(options.needs.flatMap(({ by }) => by));
  for (const name of options.must.keys()) open.delete(name);
  const chosen: string[] = [];
  for (;;) {
    const name = best(open, lack, options.secondsOf);
    if (name === undefined) return chosen;
    chosen.push(name);
    open.delete(name);
    lack.take(name);
  }
}

/**
 * Tells of a suite that is there what each scenario adds: first those that have to be in it, then
 * each after all that are worth more.
 */
export function orderSuite(names: readonly string[], options: ChooseOptions): readonly Choice[] {
  const { must, needs, secondsOf } = options;
  const lack = new Lack(options);
  const open = new Set(names);
  const order: Choice[] = [];
  const pick = (scenario: string): void => {
    open.delete(scenario);
    order.push({
      scenario,
      because: must.get(scenario),
      does: needs.filter(({ by }) => by.includes(scenario)).map(({ what }) => what),
      adds: lack.take(scenario),
    });
  };
  for (const name of must.keys()) if (open.has(name)) pick(name);
  while (open.size > 0) pick(best(open, lack, secondsOf) ?? [...open][0] ?? '');
  return order;
}
