import { describe, expect, it } from 'vitest';
import { callbackFailure, shownReason } from './callback-page.ts';

describe('callbackFailure', () => {
  it.each(['<h1>Connection successful</h1>', 'Got connected. The window can be closed now.'])(
    'knows success: %s',
    (html) => {
      expect(callbackFailure(200, html)).toBeUndefined();
    },
  );

  it('gives message and reason of the error page, which comes with status 200', () => {
    const html =
      "<h4>Error: It&#x27;s wrong</h4><pre class='reason'>invalid_client &lt;x&gt;</pre> Failed to connect.";
    expect(callbackFailure(200, html)).toBe("It's wrong / invalid_client <x>");
  });

  it('tells what the page shows from what is said about the page', () => {
    expect(shownReason('<h4>Error: No</h4>')).toBe('No');
    expect(shownReason('<h4>Error: </h4>')).toBe('');
    expect(shownReason('<html>Sign in</html>')).toBeUndefined();
  });

  it('does not take an unknown page for success', () => {
    expect(callbackFailure(200, '<html>Sign in</html>')).toMatch(/does not say/);
    expect(callbackFailure(502, '<h1>Connection successful</h1>')).toBe('n8n answered 502');
  });
});
