import type { LoadResult } from '../../../harness/model/load.ts';
import { useWidth } from '../timeline/use-width.ts';
import { highest, pathOf, stripsOf, type Strip } from './curves.ts';

const HEIGHT = 64;
/** Room for the names above a strip. */
const HEAD = 18;
const AXIS = 18;
/** Room for the last words of the axis. */
const END = 44;

const rounded = (value: number): string =>
  value >= 10 ? String(Math.round(value)) : String(Math.round(value * 10) / 10);

function Drawn({ strip, width }: { readonly strip: Strip; readonly width: number }) {
  const most = highest(strip);
  if (strip.form === 'line')
    return strip.parts.map(({ name, tone, values }) => (
      <path
        key={name}
        class={`load-line load-${tone}`}
        d={pathOf(values, { width, height: HEIGHT, most })}
      />
    ));
  const length = Math.max(1, ...strip.parts.map(({ values }) => values.length));
  const step = width / length;
  return strip.parts.map(({ name, tone, values }, part) =>
    values.map((value = 0, index) => {
      if (value === 0) return null;
      const below = strip.parts
        .slice(0, part)
        .reduce((sum, one) => sum + (one.values[index] ?? 0), 0);
      return (
        <rect
          key={`${name} ${index}`}
          class={`load-bar load-${tone}`}
          x={index * step}
          y={HEIGHT - ((below + value) / most) * HEIGHT}
          width={Math.max(1.5, step - 1)}
          height={(value / most) * HEIGHT}
        />
      );
    }),
  );
}

/** One strip with its names, and over it the moments that all strips share. */
function StripView({
  strip,
  width,
  marks,
}: {
  readonly strip: Strip;
  readonly width: number;
  readonly marks: readonly { readonly x: number; readonly kind: string }[];
}) {
  return (
    <div class="load-strip">
      <p>
        <b>{strip.name}</b>
        {strip.parts.map(({ name, tone }) => (
          <span key={name} class={`load-key load-${tone}`}>
            {name}
          </span>
        ))}
        <span class="quiet">peak {`${rounded(highest(strip))}${strip.unit}`}</span>
      </p>
      <svg width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`}>
        <rect class="load-ground" width={width} height={HEIGHT} />
        {marks.map(({ x, kind }, index) => (
          <line key={index} class={`load-mark-${kind}`} x1={x} x2={x} y1={0} y2={HEIGHT} />
        ))}
        <Drawn strip={strip} width={width} />
      </svg>
    </div>
  );
}

const seconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`;

/**
 * Throughput, latency, failures and token requests over one time axis, with expiries and what
 * happened as lines. What it shows is also told by the tables beside it, so that it is hidden from
 * screen readers.
 */
export function LoadCurves({ load }: { readonly load: LoadResult }) {
  const [element, width] = useWidth<HTMLDivElement>(800);
  const lasted = Math.max(1, load.buckets.length * load.bucketMs);
  const at = (ms: number): number => Math.round((ms / lasted) * width * 10) / 10;
  const marks = [
    ...load.expiries.map(({ atMs }) => ({ x: at(atMs), kind: 'expiry' })),
    ...load.happened.map(({ atMs }) => ({ x: at(atMs), kind: 'happened' })),
  ];
  return (
    <figure class="load-curves">
      <div ref={element} aria-hidden="true">
        {stripsOf(load).map((strip) => (
          <StripView key={strip.name} strip={strip} width={width} marks={marks} />
        ))}
        <svg width={width} height={AXIS} viewBox={`0 0 ${width} ${AXIS}`}>
          <text x={0} y={HEAD - 5}>
            0 s
          </text>
          {load.expiries
            .filter(({ atMs }) => at(atMs) < width - END)
            .map(({ atMs }, index) => (
              <text key={index} class="load-expiry" x={at(atMs)} y={HEAD - 5} text-anchor="middle">
                ↻
              </text>
            ))}
          <text x={width} y={HEAD - 5} text-anchor="end">
            {seconds(lasted)}
          </text>
        </svg>
      </div>
      <figcaption>
        ↻ a call meets a token that has ended
        {load.happened.map(({ atMs, words }) => (
          <span key={atMs}>
            {' '}
            · at {seconds(atMs)}: {words}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
