import { startControlled, type Controlled } from '../../control/testing/start-controlled.ts';
import type { ControlOptions } from '../../realm/provider.ts';
import type { Realm } from '../../realm/realm.ts';
import { expect, test as base } from '../../testing/browser/browser-test.ts';
import { testClient, type TestClient } from './oauth-client.ts';

export { expect };

/** What a test of the console works with. */
export interface ConsoleFixtures {
  /** Options of the provider's control API. */
  readonly control: ControlOptions;
  /** A provider that no other test has. */
  readonly controlled: Controlled;
  /** A realm of the provider, with single-use refresh tokens. */
  readonly realm: Realm;
  /** A client that is registered on the realm. */
  readonly client: TestClient;
  /** Opens the console on the realm, and waits until it follows the realm's events. */
  readonly openConsole: () => Promise<void>;
}

/** A test of the console. */
export const test = base.extend<ConsoleFixtures>({
  control: [{}, { option: true }],
  controlled: async ({ control }, use) => {
    await using controlled = await startControlled(control);
    await use(controlled);
  },
  realm: async ({ controlled }, use) => {
    await use(
      controlled.provider.createRealm('demo', { refreshToken: { rotation: 'single-use' } }),
    );
  },
  client: async ({ realm }, use) => {
    await use(testClient(realm, realm.registerClient('main')));
  },
  mayLoad: async ({ controlled }, use) => {
    await use([`${controlled.provider.url}/`]);
  },
  openConsole: async ({ page, controlled, realm }, use) => {
    await use(async () => {
      const { provider, token } = controlled;
      await page.goto(`${provider.url}/console#token=${token}&realm=${realm.name}`);
      await expect(page.locator('.status-following')).toBeVisible();
    });
  },
});
