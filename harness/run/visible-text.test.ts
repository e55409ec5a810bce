import { expect, it } from 'vitest';
import { visibleText } from './visible-text.ts';

it.each([
  ['<h1>Connected</h1>\n<p>main</p>', 'Connected main'],
  [
    '<html><head><style>p { color: red }</style></head><body><!-- <p>no</p> --><p>Yes</p><script>let a = "no";</script></body></html>',
    'Yes',
  ],
  ['<img alt="no">', ''],
  ['plain text', 'plain text'],
])('of %s somebody reads %s', (html, text) => {
  expect(visibleText(html)).toBe(text);
});
