import { expect, test } from 'vitest';
import { ConnectFailed } from '../../model/connect-failed.ts';
import { browserError } from './browser-error.ts';

const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });

test.each([
  [
    'a browser that died',
    named('Error', 'page.goto: Target page, context or browser has been closed'),
    'browser-failed',
  ],
  [
    'one that died while it was waited for',
    named('TimeoutError', 'Browser closed.'),
    'browser-failed',
  ],
  [
    'one that does not start',
    named('Error', 'browserType.launch: Failed to launch'),
    'browser-failed',
  ],
  [
    'what is looked for and not there',
    named('TimeoutError', 'locator.waitFor: Timeout 120000ms exceeded.'),
    'editor-not-understood',
  ],
  ['what is no error', 'nothing', 'browser-failed'],
])('%s', (_, cause, code) => {
  const error = browserError('connect the credential', cause);
  expect(error).toMatchObject({ code, cause });
  expect(error.message).toMatch(/^Could not connect the credential in n8n's editor: .+ \(.+\)\.$/);
});

test("of Playwright's text nothing is repeated in which a code may stand", () => {
  const cause = named(
    'Error',
    'page.goto: net::ERR_FAILED at http://127.0.0.1/cb?code=abc&state=d\nCall log:\n  - navigating to http://127.0.0.1/cb?code=abc',
  );
  expect(browserError('connect', cause).message).toBe(
    "Could not connect in n8n's editor: the browser failed (page.goto: net::ERR_FAILED at http://127.0.0.1/cb?…).",
  );
});

test("what is an error of the harness's own already stays as it is", () => {
  const cause = new ConnectFailed('no', '<p>No</p>');
  expect(browserError('connect', cause)).toBe(cause);
});
