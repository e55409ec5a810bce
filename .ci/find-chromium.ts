/** The tests' browser is the one that the product drives, started as the product starts it. */
export { CHROMIUM_FLAGS, findChromium } from '../harness/machine/find-chromium.ts';
