import { join } from 'node:path';
import { loadSymptoms } from '../../harness/symptoms/load-symptoms.ts';
import { symptomBook } from '../../harness/symptoms/symptom-book.ts';
import { PHONE, viewed } from '../../mock-provider/testing/browser/browser-test.ts';
import { expect, test } from '../testing/report-test.ts';
import { sampleRun, type SampleRun } from '../testing/sample-run.ts';

const sample = sampleRun();
const recorded = loadSymptoms(join(import.meta.dirname, '../../scenarios'));
const known: SampleRun = { ...sample, symptoms: JSON.stringify(symptomBook(recorded)) };

test.describe('what an error comes from', () => {
  test('is told as explain tells it', async ({ page, openReport }) => {
    await openReport(known);
    const box = page.locator('.explain');
    await box.locator('summary').first().click();
    await box.getByRole('textbox').fill('Unable to sign without access token');
    const answers = box.getByRole('status');
    await expect(answers).toContainText(
      'This text was recorded: Unable to sign without access token',
    );
    await expect(answers.locator('li').first()).toContainText('do');
    await expect(answers.locator('li').first()).toContainText('helped');
    await expect(answers.locator('code').first()).toHaveText(/^oauth-chaos run \S+ --n8n \d/);
  });

  test('is found in a whole log, and nothing of it that is a secret is shown', async ({
    page,
    openReport,
  }) => {
    await openReport(known);
    const box = page.locator('.explain');
    await box.locator('summary').first().click();
    await box
      .getByRole('textbox')
      .fill(
        '12:00:01.000 info Workflow started\n12:00:02.000 error The credential "secret-name" needs to be reconnected, access_token=abcdefghijk',
      );
    await expect(box.getByRole('status').locator('li').first()).toBeVisible();
    await expect(box.getByRole('status')).not.toContainText('abcdefghijk');
  });

  test('leads to a scenario that is in the page', async ({ page, openReport }) => {
    const [cause] = recorded.symptoms.flatMap(({ causes }) => causes);
    const symptoms = {
      ...recorded,
      symptoms: [
        {
          text: 'The moon is full and the token is gone',
          shown: ['execution' as const],
          causes:
            cause === undefined
              ? []
              : [
                  {
                    ...cause,
                    scenarios: [{ name: 'rotation/concurrent-refresh', n8n: ['2.41.1'] }],
                  },
                ],
        },
      ],
    };
    await openReport({ ...known, symptoms: JSON.stringify(symptomBook(symptoms)) });
    const box = page.locator('.explain');
    await box.locator('summary').first().click();
    await box.getByRole('textbox').fill('The moon is full and the token is gone');
    await box.getByRole('link', { name: 'rotation/concurrent-refresh' }).click();
    await expect(page).toHaveURL(({ hash }) =>
      hash.includes('scenario=rotation/concurrent-refresh'),
    );
  });

  test('is said not to be known where it is not', async ({ page, openReport }) => {
    await openReport(known);
    const box = page.locator('.explain');
    await box.locator('summary').first().click();
    await box.getByRole('textbox').fill('The DNS of my cat is down');
    await expect(box.getByRole('status')).toContainText('Nothing is known');
  });

  test('is missing in a page without recorded symptoms', async ({ page, openReport }) => {
    await openReport(sample);
    await expect(page.locator('.explain')).toHaveCount(0);
  });

  for (const { what, view } of [
    { what: 'wide', view: viewed(1280) },
    { what: 'on a phone in the dark', view: viewed(PHONE, 'dark') },
  ])
    test.describe(() => {
      test.use(view);
      test(`can be read by everybody: ${what}`, async ({ page, openReport }) => {
        await openReport(known);
        const box = page.locator('.explain');
        await box.locator('summary').first().click();
        await box.getByRole('textbox').fill('Unable to sign without access token');
        await expect(box.getByRole('status').locator('li').first()).toBeVisible();
        await expect(page).toPassAxe();
        await expect(page).toHaveContrast();
        const room = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(room).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
      });
    });
});
