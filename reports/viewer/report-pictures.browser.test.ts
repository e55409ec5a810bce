import { PHONE, SEEN, viewed } from '../../mock-provider/testing/browser/browser-test.ts';
import { expect, test } from '../testing/report-test.ts';
import { sampleRun, type SampleRun } from '../testing/sample-run.ts';

/** Two pixels. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAAD0lEQVR4nGP4z8DA8J8BAAf/Af8Bf4mnAAAAAElFTkSuQmCC',
  'base64',
);
const NAME = 'rotation/concurrent-refresh';
const sample = sampleRun();
const pictured: SampleRun = {
  ...sample,
  results: {
    ...sample.results,
    scenarios: sample.results.scenarios.map((result) =>
      result.name === NAME
        ? {
            ...result,
            screenshots: (['before', 'consent', 'after'] as const).map((moment) => ({
              credential: 'main',
              moment,
              file: `shots/${moment}.png`,
            })),
          }
        : result,
    ),
  },
  screenshots: new Map(['before', 'after'].map((moment) => [`shots/${moment}.png`, PNG])),
};

test.describe('pictures of the editor in the report page', () => {
  test('stand in their order, each with a name, and what is not there is named', async ({
    page,
    openReport,
  }) => {
    await openReport(pictured, `#${NAME}`);
    const pictures = page.getByRole('region', { name: 'Pictures of the editor' });
    await expect(pictures.getByRole('figure')).toHaveText(
      [/dialog as it opens/, /Not in this page.*shots\/consent\.png/, /dialog at the end/],
      SEEN,
    );
    const first = pictures.getByRole('img', { name: /dialog as it opens/ });
    await expect(first).toBeVisible();
    expect(await first.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(2);
    await expect(page).toPassAxe();
  });

  test.describe(() => {
    test.use(viewed(PHONE, 'dark'));
    test('can be read on a phone, and are not shown of a scenario that nobody opened', async ({
      page,
      openReport,
    }) => {
      await openReport(pictured);
      await expect(page.getByRole('figure')).toHaveCount(0);
      await openReport(pictured, `#${NAME}`);
      await expect(page.getByRole('figure')).toHaveCount(3);
      await expect(page).toHaveContrast();
    });
  });
});
