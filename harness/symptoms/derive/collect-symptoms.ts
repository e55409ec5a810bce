import { remedyAttempts } from '../../check/recovery.ts';
import type { History } from '../../model/history.ts';
import type { ScenarioResult } from '../../model/results.ts';
import type { Failure } from '../causes/cause.ts';
import { causeOfFailure } from '../causes/index.ts';
import { keyOf, normalise } from '../normalise.ts';
import type { Answer, KnownCause, Seen, Symptom, Symptoms } from '../symptoms.ts';
import { Tally } from './tally.ts';
import { toldFailures, type Told } from './told-failures.ts';

/** One recorded scenario run that proves something. */
export interface Recorded {
  readonly n8n: string;
  readonly topology: string;
  readonly history: History;
  readonly result: Pick<ScenarioResult, 'name' | 'recovery'>;
}

/** So many examples of each kind are kept. */
const KEPT = 8;
const KEPT_TEXTS = 5;
/** A longer text is told by its beginning. */
const LONGEST = 400;

/** The fault that most scenarios need only to make something happen at all. */
const USUAL = 'access-token/expired';

/** What n8n worked again by. */
interface Way {
  readonly by: string;
  readonly act?: string;
}

interface OnVersion {
  failures: number;
  readonly scenarios: Map<string, Way | undefined>;
}

class CauseTally {
  readonly answers = new Tally<Answer>();
  readonly descriptions = new Tally<string>();
  readonly faults = new Tally<string>();
  readonly versions = new Map<string, OnVersion>();
  /** By scenario, the topologies on which it was seen. */
  readonly topologies = new Map<string, Set<string>>();

  add({ description, failure }: Told, recorded: Recorded): void {
    const { n8n, topology, result } = recorded;
    const topologies = this.topologies.get(result.name) ?? new Set();
    this.topologies.set(result.name, topologies.add(topology));
    const { exchange } = failure;
    if (exchange !== undefined) this.answers.add(answerOf(exchange));
    if (description !== undefined && description !== '')
      this.descriptions.add(normalise(description).slice(0, LONGEST));
    faultsOf(failure).forEach((fault) => this.faults.add(fault));
    const on = this.versions.get(n8n) ?? { failures: 0, scenarios: new Map() };
    this.versions.set(n8n, on);
    on.failures += 1;
    on.scenarios.set(result.name, recoveryBy(recorded));
  }
}

function answerOf({ request, reply }: NonNullable<Failure['exchange']>): Answer {
  const isWhole = reply?.delivered === true && reply.status !== undefined;
  return {
    endpoint: request.endpoint,
    ...(isWhole ? { status: reply.status } : {}),
    ...(reply?.error === undefined ? {} : { error: reply.error }),
  };
}

/**
 * The faults that a failure's exchange met, and that struck the client meanwhile; when there are
 * none, those that had begun.
 */
function faultsOf({ history, exchange, to, of }: Failure): readonly string[] {
  const told = history.of('fault').filter(({ n }) => n < to);
  const from = of.kind === 'execution' ? of.interval.from : to;
  const struck = told.filter(({ state, n }) => state === 'met' && n > from).map(({ id }) => id);
  const met = new Set([...(exchange?.reply?.faults ?? []), ...struck]);
  const events = told.filter(({ state }) => state === 'begin');
  const all = events.filter(({ id }) => met.size === 0 || met.has(id)).map(({ fault }) => fault);
  const telling = all.filter((fault) => fault !== USUAL);
  return [...new Set(telling.length > 0 ? telling : all)];
}

/** What a scenario worked again by; undefined when that is not known. */
function recoveryBy({ history, result }: Recorded): Way | undefined {
  const { observed, remedy, act } = result.recovery;
  if (observed === 'unaffected' || observed === 'automatic') return { by: 'itself' };
  if (observed === 'unknown') return undefined;
  if (observed === 'none')
    return { by: remedyAttempts(history).length > 0 ? 'nothing' : 'untried' };
  return { by: remedy ?? 'nothing', ...(act === undefined ? {} : { act }) };
}

function seenOn(n8n: string, { failures, scenarios }: OnVersion): Seen {
  const ways = new Tally<Way>();
  for (const way of scenarios.values()) if (way !== undefined) ways.add(way);
  return {
    n8n,
    scenarios: scenarios.size,
    failures,
    recovery: ways.most().map(([way, count]) => ({ ...way, scenarios: count })),
  };
}

/** Which scenarios come first: what most people have, then what is not made by combining. */
function byWorth(isDefault: (name: string) => boolean) {
  const worth = ({ name, n8n, topology }: KnownCause['scenarios'][number]): number =>
    (isDefault(name) ? 100 : 0) +
    (topology === undefined ? 50 : 0) +
    (name.startsWith('combination/') ? -25 : 0) +
    n8n.length;
  return (one: KnownCause['scenarios'][number], other: KnownCause['scenarios'][number]): number =>
    worth(other) - worth(one) || one.name.localeCompare(other.name);
}

/** Where a scenario shows a failure, when that is not on one process with SQLite. */
function topologyOf(seen: ReadonlySet<string> | undefined): { readonly topology?: string } {
  const [first] = [...(seen ?? [])].toSorted();
  return first === undefined || seen?.has('single') === true ? {} : { topology: first };
}

function knownCause(cause: string, tally: CauseTally, isDefault: (name: string) => boolean) {
  const versions = [...tally.versions].toSorted(([one], [other]) => byVersion(one, other));
  const names = new Set(versions.flatMap(([, { scenarios }]) => [...scenarios.keys()]));
  const scenarios = [...names].map((name) => ({
    name,
    n8n: versions.flatMap(([n8n, on]) => (on.scenarios.has(name) ? [n8n] : [])),
    ...topologyOf(tally.topologies.get(name)),
  }));
  return {
    cause,
    answers: tally.answers.most(KEPT).map(([answer]) => answer),
    descriptions: tally.descriptions.most(KEPT_TEXTS).map(([text]) => text),
    faults: tally.faults.most(KEPT).map(([fault]) => fault),
    scenarios: scenarios.toSorted(byWorth(isDefault)).slice(0, KEPT),
    seen: versions.map(([n8n, on]) => seenOn(n8n, on)),
  } satisfies KnownCause;
}

/** Newest version first. */
const byVersion = (one: string, other: string): number =>
  other.localeCompare(one, 'en', { numeric: true });

const scenariosOf = ({ seen }: KnownCause): number =>
  Math.max(...seen.map(({ scenarios }) => scenarios));

interface SymptomTally {
  readonly text: string;
  readonly shown: Set<Told['where']>;
  readonly causes: Map<string, CauseTally>;
}

/** Collects, from recorded runs, the texts in which n8n tells of failures, and their causes. */
export class SymptomCollection {
  readonly #symptoms = new Map<string, SymptomTally>();
  readonly #recorded = new Map<
    string,
    { readonly scenarios: Set<string>; failures: number; unexplained: number }
  >();
  /** Texts of failures of which no history shows the cause, each with its scenarios. */
  readonly unexplained = new Map<string, Set<string>>();

  add(recorded: Recorded): void {
    const { n8n, history, result } = recorded;
    const on = this.#recorded.get(n8n) ?? { scenarios: new Set(), failures: 0, unexplained: 0 };
    this.#recorded.set(n8n, on);
    on.scenarios.add(result.name);
    for (const told of toldFailures(history)) {
      const text = normalise(told.text).slice(0, LONGEST);
      const cause = causeOfFailure(told.failure);
      on.failures += 1;
      if (cause === undefined) {
        on.unexplained += 1;
        const where = this.unexplained.get(text) ?? new Set();
        this.unexplained.set(text, where.add(`${result.name} on ${n8n}`));
      } else this.#count(text, cause.id, told, recorded);
    }
  }

  #count(text: string, cause: string, told: Told, recorded: Recorded): void {
    const key = keyOf(text);
    const symptom = this.#symptoms.get(key) ?? { text, shown: new Set(), causes: new Map() };
    this.#symptoms.set(key, symptom);
    symptom.shown.add(told.where);
    const tally = symptom.causes.get(cause) ?? new CauseTally();
    symptom.causes.set(cause, tally);
    tally.add(told, recorded);
  }

  /** What was collected, in an order that only its content decides. */
  symptoms(isDefault: (scenario: string) => boolean): Symptoms {
    const symptomOf = ({ text, shown, causes }: SymptomTally): Symptom => ({
      text,
      shown: [...shown].toSorted(),
      causes: [...causes]
        .map(([cause, tally]) => knownCause(cause, tally, isDefault))
        .toSorted(
          (one, other) =>
            scenariosOf(other) - scenariosOf(one) || (one.cause < other.cause ? -1 : 1),
        ),
    });
    return {
      schemaVersion: 1,
      recorded: [...this.#recorded]
        .toSorted(([one], [other]) => byVersion(one, other))
        .map(([n8n, { scenarios, ...counts }]) => ({ n8n, scenarios: scenarios.size, ...counts })),
      symptoms: [...this.#symptoms]
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([, symptom]) => symptomOf(symptom)),
    };
  }
}
