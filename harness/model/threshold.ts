/**
 * What a load run measures, by the name of the metric in thresholds. The first four are k6's own
 * (https://grafana.com/docs/k6/latest/using-k6/metrics/reference/); the others are ours.
 */
export const LOAD_METRICS = {
  http_req_failed: { kind: 'rate', says: 'share of calls without a good answer' },
  http_req_duration: { kind: 'trend', says: 'milliseconds until the answer of a call' },
  http_reqs: { kind: 'counter', says: 'calls that were made' },
  dropped_iterations: {
    kind: 'counter',
    says: 'calls that the rate asks for and that could not be made in time',
  },
  expiries: { kind: 'counter', says: 'times that calls met an access token that had ended' },
  refreshes_per_expiry: { kind: 'trend', says: 'refresh requests for each expiry' },
  failed_requests_per_expiry: { kind: 'trend', says: 'calls that failed in each expiry' },
  expiry_to_full_throughput: {
    kind: 'trend',
    says: 'milliseconds from the first refusal of each expiry until as many calls succeed as before',
  },
  token_requests_per_1000_calls: {
    kind: 'gauge',
    says: 'requests to the token endpoint for each 1,000 calls',
  },
} as const satisfies Readonly<Record<string, { readonly kind: Kind; readonly says: string }>>;

type Kind = 'counter' | 'gauge' | 'rate' | 'trend';

export type LoadMetric = keyof typeof LOAD_METRICS;

/** Thresholds as k6 writes them: of each metric, the expressions that must hold. */
export type Thresholds = Readonly<Partial<Record<LoadMetric, readonly string[]>>>;

const OPERATORS = {
  '<': (one, other) => one < other,
  '<=': (one, other) => one <= other,
  '>': (one, other) => one > other,
  '>=': (one, other) => one >= other,
  '==': (one, other) => one === other,
  '===': (one, other) => one === other,
  '!=': (one, other) => one !== other,
} as const satisfies Readonly<Record<string, (one: number, other: number) => boolean>>;

/** How the values of a kind of metric may be put together, as in k6. */
const AGGREGATES: Readonly<Record<Kind, RegExp>> = {
  counter: /^(count|rate)$/,
  gauge: /^value$/,
  rate: /^rate$/,
  trend: /^(avg|min|max|med|p\(\d+(\.\d+)?\))$/,
};

const SHAPES: Readonly<Record<Kind, string>> = {
  counter: 'count, rate',
  gauge: 'value',
  rate: 'rate',
  trend: 'avg, min, max, med, p(95)',
};

const EXPRESSION = /^([a-z]+(?:\([\d.]+\))?)\s*(<=|>=|===|==|!=|<|>)\s*(-?\d+(?:\.\d+)?)$/;

/** An expression of a threshold, read. */
export interface Threshold {
  readonly metric: LoadMetric;
  readonly expression: string;
  /** For example `rate`, or `p(95)`. */
  readonly aggregate: string;
  readonly holds: (observed: number) => boolean;
}

/** Which percentile an aggregate asks for; undefined when it is none. */
export function percentileOf(aggregate: string): number | undefined {
  const asked = /^p\((.+)\)$/.exec(aggregate)?.[1];
  return aggregate === 'med' ? 50 : asked === undefined ? undefined : Number(asked);
}

/** Reads one threshold in k6's syntax. Returns what is wrong with it where it cannot be read. */
export function readThreshold(metric: string, expression: string): Threshold | string {
  if (!Object.hasOwn(LOAD_METRICS, metric)) return `there is no metric '${metric}'`;
  const known = metric as LoadMetric;
  const { kind } = LOAD_METRICS[known];
  const [, aggregate = '', operator = '', limit = ''] = EXPRESSION.exec(expression.trim()) ?? [];
  if (aggregate === '') return `'${expression}' is no threshold like 'rate<0.01'`;
  if (!AGGREGATES[kind].test(aggregate))
    return `'${aggregate}' cannot be asked of ${metric}, which has ${SHAPES[kind]}`;
  if ((percentileOf(aggregate) ?? 0) > 100) return `'${aggregate}' is no percentile`;
  const compare = OPERATORS[operator as keyof typeof OPERATORS];
  return {
    metric: known,
    expression,
    aggregate,
    holds: (observed) => compare(observed, Number(limit)),
  };
}

/** The thresholds that can be read, in their order. */
export const readThresholds = (thresholds: Thresholds): readonly Threshold[] =>
  Object.entries(thresholds).flatMap(([metric, expressions]) =>
    expressions.flatMap((expression) => {
      const read = readThreshold(metric, expression);
      return typeof read === 'string' ? [] : [read];
    }),
  );
