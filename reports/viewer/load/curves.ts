import type { LoadBucket, LoadResult } from '../../../harness/model/load.ts';

/** One value of a curve at each bucket; undefined where there is nothing to draw. */
type Values = readonly (number | undefined)[];

/** A strip of the picture: what is drawn over the time axis that all of them share. */
export interface Strip {
  readonly name: string;
  readonly unit: string;
  /** `line`: a curve; `bars`: a bar for each bucket. */
  readonly form: 'line' | 'bars';
  readonly parts: readonly {
    readonly name: string;
    readonly tone: string;
    readonly values: Values;
  }[];
}

/** The strips of a load, from above. Counts are per second. */
export function stripsOf({ buckets, bucketMs }: LoadResult): readonly Strip[] {
  const perSecond = 1_000 / bucketMs;
  const of = (pick: (bucket: LoadBucket) => number): Values =>
    buckets.map((bucket) => pick(bucket) * perSecond);
  const latency = (aggregate: string): Values =>
    buckets.map(({ latencyMs }) => latencyMs?.[aggregate]);
  return [
    {
      name: 'Throughput',
      unit: '/s',
      form: 'line',
      parts: [
        { name: 'made', tone: 'quiet', values: of(({ made }) => made) },
        { name: 'answered well', tone: 'ok', values: of(({ ok }) => ok) },
      ],
    },
    {
      name: 'Latency',
      unit: ' ms',
      form: 'line',
      parts: [
        { name: 'p95', tone: 'violet', values: latency('p(95)') },
        { name: 'p50', tone: 'live', values: latency('med') },
      ],
    },
    {
      name: 'Failures',
      unit: '/s',
      form: 'bars',
      parts: [{ name: 'failed calls', tone: 'broken', values: of(({ failed }) => failed) }],
    },
    {
      name: 'Token requests',
      unit: '/s',
      form: 'bars',
      parts: [
        { name: 'brought a token', tone: 'ok', values: of(({ refreshed }) => refreshed) },
        {
          name: 'others',
          tone: 'refused',
          values: of(({ tokenRequests, refreshed }) => Math.max(0, tokenRequests - refreshed)),
        },
      ],
    },
  ];
}

/** The highest value of a strip; bars stand on each other. */
export function highest({ form, parts }: Strip): number {
  const length = Math.max(0, ...parts.map(({ values }) => values.length));
  const heights = Array.from({ length }, (_, index) => {
    const there = parts.map(({ values }) => values[index] ?? 0);
    return form === 'bars' ? there.reduce((sum, one) => sum + one, 0) : Math.max(0, ...there);
  });
  return Math.max(0, ...heights);
}

/** The path of a curve in a picture of that size; it has gaps where values are missing. */
export function pathOf(
  values: Values,
  {
    width,
    height,
    most,
  }: { readonly width: number; readonly height: number; readonly most: number },
): string {
  const step = width / Math.max(1, values.length);
  let isDrawing = false;
  return values
    .flatMap((value, index) => {
      if (value === undefined) {
        isDrawing = false;
        return [];
      }
      const x = Math.round((index + 0.5) * step * 10) / 10;
      const y = Math.round((height - (most === 0 ? 0 : (value / most) * height)) * 10) / 10;
      const point = `${isDrawing ? 'L' : 'M'}${x} ${y}`;
      isDrawing = true;
      return [point];
    })
    .join('');
}
