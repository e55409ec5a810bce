import { delimiter, join } from 'node:path';
import { isProgram } from '../harness/machine/find-program.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * Path of a Chromium: `OAUTH_CHAOS_CHROMIUM`, or one that is installed; undefined when there is
 * none.
 */
export function findChromium(
  env: Readonly<Record<string, string | undefined>> = process.env,
): string | undefined {
  const wanted = env['OAUTH_CHAOS_CHROMIUM'];
  if (wanted !== undefined && wanted !== '') return wanted;
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...MAC].find(
    isProgram,
  );
}
