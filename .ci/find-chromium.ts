/** The tests' browser is the one that the product drives. */
export { findChromium } from '../harness/machine/find-chromium.ts';
