import { HarnessError } from '../../harness/model/error.ts';
import {
  historyId,
  screenshotsId,
  PACKED_TYPE,
  LEFT_OUT_ID,
  RESULTS_ID,
  SYMPTOMS_ID,
  type ReportData,
} from './report-data.ts';

/** The text in the built viewer that the data replaces. */
export const PLACEHOLDER = '<!--report-data-->';

/**
 * JSON that can be put into a script element. It contains no `<`, so that neither `</script>` nor
 * `<!--` can occur. It contains no U+2028 or U+2029, which older JavaScript parsers read as line
 * ends.
 */
export const escapeJson = (value: unknown): string =>
  JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');

const block = (id: string, value: unknown): string =>
  `<script type="application/json" id="${id}">${escapeJson(value)}</script>`;

const packedBlock = (id: string, packed: string): string =>
  `<script type="${PACKED_TYPE}" id="${id}">${packed}</script>\n`;

/**
 * Puts the data of a run into the built viewer. Each history is a block of its own, so that the
 * page unpacks only the histories that a reader opens.
 * @throws HarnessError when the viewer has no single place for the data
 */
export function embedData(
  viewer: string,
  { results, left, histories, symptoms, screenshots = [] }: ReportData,
): string {
  const [before, after, ...more] = viewer.split(PLACEHOLDER);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new HarnessError(
      'viewer-unusable',
      'Could not write the page: the built viewer has no single place for the data.',
      { hint: 'npm run build:viewer' },
    );
  }
  const blocks = histories.flatMap((packed, index) =>
    packed === undefined ? [] : [packedBlock(historyId(index), packed)],
  );
  const pictures = screenshots.flatMap((some, index) =>
    some === undefined
      ? []
      : [
          block(
            screenshotsId(index),
            some.map((png) => png ?? null),
          ),
          '\n',
        ],
  );
  return [
    before,
    block(RESULTS_ID, results),
    '\n',
    ...(left === undefined ? [] : [block(LEFT_OUT_ID, left), '\n']),
    ...(symptoms === undefined ? [] : [packedBlock(SYMPTOMS_ID, symptoms)]),
    ...blocks,
    ...pictures,
    after,
  ].join('');
}
