import { chromium, type Browser, type Page } from 'playwright-core';
import { startControlled, type Controlled } from '../../control/testing/start-controlled.ts';
import type { Realm } from '../../realm/realm.ts';
import { testClient, type TestClient } from './oauth-client.ts';
import { buildConsole, CHROMIUM_ARGS, newWatchedPage, type PageView } from './open-console.ts';

/** A realm and a client that is registered on it. */
export interface RealmAndClient {
  readonly realm: Realm;
  readonly client: TestClient;
}

/** A provider with the console of the current sources, and a browser to open it in. */
export interface ConsolePages extends AsyncDisposable {
  readonly browser: Browser;
  readonly controlled: Controlled;
  /** Errors of the pages, and their requests to others. */
  readonly troubles: string[];
  /** A realm that no other test has. */
  newRealm(): RealmAndClient;
  /** Opens the console on a realm, and waits until it follows the realm's events. */
  open(realm: Realm, view?: PageView): Promise<Page & AsyncDisposable>;
}

/** Builds the console, and starts a provider and a browser. */
export async function consolePages(executablePath: string): Promise<ConsolePages> {
  await buildConsole();
  const controlled = await startControlled();
  const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_ARGS] });
  const troubles: string[] = [];
  let made = 0;
  return {
    browser,
    controlled,
    troubles,
    newRealm() {
      made += 1;
      const realm = controlled.provider.createRealm(`demo-${made}`, {
        refreshToken: { rotation: 'single-use' },
      });
      return { realm, client: testClient(realm, realm.registerClient('main')) };
    },
    async open(realm, view = {}) {
      const { url } = controlled.provider;
      const page = await newWatchedPage(browser, url, { troubles, ...view });
      await page.goto(`${url}/console#token=${controlled.token}&realm=${realm.name}`);
      await page.locator('.status-following').waitFor();
      return page;
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
      await controlled[Symbol.asyncDispose]();
    },
  };
}
