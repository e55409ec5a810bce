import { homedir } from 'node:os';
import { expect, test } from 'vitest';
import { cacheLayout } from './cache.ts';

test('OAUTH_CHAOS_CACHE comes first, then XDG_CACHE_HOME', () => {
  expect(cacheLayout({ OAUTH_CHAOS_CACHE: '/a', XDG_CACHE_HOME: '/b' }).root).toBe('/a');
  expect(cacheLayout({ XDG_CACHE_HOME: '/b' }).root).toBe('/b/n8n-oauth-chaos');
});

test('an empty variable counts as none', () => {
  expect(cacheLayout({ OAUTH_CHAOS_CACHE: '', XDG_CACHE_HOME: '/b' }).root).toBe(
    '/b/n8n-oauth-chaos',
  );
});

test('without variables it is the place for caches in the home folder', () => {
  const { root } = cacheLayout({});
  expect(root.startsWith(homedir()) || process.env['XDG_CACHE_HOME'] !== undefined).toBe(true);
  expect(root.endsWith('/n8n-oauth-chaos')).toBe(true);
});

test('a relative folder becomes absolute', () => {
  expect(cacheLayout({ OAUTH_CHAOS_CACHE: 'here' }).versions).toBe(
    `${process.cwd()}/here/versions`,
  );
});
