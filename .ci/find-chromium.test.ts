import { expect, it } from 'vitest';
import { findChromium } from './find-chromium.ts';

it('finds the Chromium it is told to use, or none', () => {
  expect(findChromium({ OAUTH_CHAOS_CHROMIUM: '/my/chromium', PATH: '' })).toBe('/my/chromium');
  expect(findChromium({ OAUTH_CHAOS_CHROMIUM: '', PATH: '/nowhere' })).toSatisfy(
    (path: string | undefined) => path === undefined || path.startsWith('/Applications/'),
  );
});
