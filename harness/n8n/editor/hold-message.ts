import type { BrowserContext } from 'playwright-core';
import { CALLBACK_PATH } from '../rest/editor-address.ts';

/** Holds what n8n's page tells the editor, after which the editor closes the page's window. */
export interface HeldMessage {
  /** Lets the message go, that of now or the one that is still to come. */
  release(): void;
}

const BINDING = 'oauthChaosLooksAtPage';

/**
 * The page tells the editor how the connect ended, by a broadcast and since 2.30 to its opener as
 * well, and the editor closes it at once. So the page is held there for as long as it is looked at;
 * it sends its own messages then.
 */
export async function holdMessage(context: BrowserContext): Promise<HeldMessage> {
  const looked = Promise.withResolvers<void>();
  await context.exposeBinding(BINDING, () => looked.promise);
  await context.addInitScript(`
    if (location.pathname.endsWith('${CALLBACK_PATH}')) {
      const post = BroadcastChannel.prototype.postMessage;
      BroadcastChannel.prototype.postMessage = function (message) {
        window.${BINDING}().finally(() => post.call(this, message));
      };
      const opener = window.opener;
      if (opener !== null)
        Object.defineProperty(window, 'opener', {
          value: {
            postMessage: (...message) =>
              window.${BINDING}().finally(() => opener.postMessage(...message)),
          },
        });
    }`);
  return { release: () => looked.resolve() };
}
