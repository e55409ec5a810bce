import { createRequire } from 'node:module';
import { gte } from 'semver';
import { findChromium } from '../../machine/find-chromium.ts';
import { OLDEST_EDITOR } from './selectors.ts';

/**
 * True when n8n's editor can be opened in a browser on this machine: there are a Chromium and the
 * package playwright-core, and this editor is known.
 * @param version of n8n
 * @throws HarnessError `chromium-missing` (exit 64)
 */
export const isBrowserHere = (version: string): boolean =>
  findChromium() !== undefined && hasPlaywright() && gte(version, OLDEST_EDITOR);

/** It is an optional peer: whoever wants no browser need not install it. */
function hasPlaywright(): boolean {
  try {
    createRequire(import.meta.url).resolve('playwright-core');
    return true;
  } catch {
    return false;
  }
}
