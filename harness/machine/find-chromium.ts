import { join } from 'node:path';
import { HarnessError } from '../model/error.ts';
import { findProgram, isProgram } from './find-program.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Where Chromium and Chrome are when PATH does not lead to them. */
const PLACES = [
  '/usr/lib/chromium/chromium',
  '/opt/google/chrome/chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** As root, Chromium's sandbox does not work. The rest is what nobody needs here. */
export const CHROMIUM_FLAGS: readonly string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

type Environment = Readonly<Record<string, string | undefined>>;

/** Installed for all users or for one; of Windows, which has no PATH to it. */
const placesOnWindows = (env: Environment): readonly string[] =>
  ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
    const folder = env[name];
    return folder === undefined ? [] : [join(folder, 'Google/Chrome/Application/chrome.exe')];
  });

/**
 * Path of a Chromium or Chrome: the one that `OAUTH_CHAOS_CHROMIUM` names, or one that is
 * installed; undefined when there is none. None is downloaded.
 * @throws HarnessError `chromium-missing` (exit 64) when the one that is named is no program
 */
export function findChromium(env: Environment = process.env): string | undefined {
  const wanted = env['OAUTH_CHAOS_CHROMIUM'];
  if (wanted === undefined || wanted === '')
    return (
      findProgram(NAMES, env['PATH'] ?? '') ?? [...PLACES, ...placesOnWindows(env)].find(isProgram)
    );
  if (isProgram(wanted)) return wanted;
  throw new HarnessError(
    'chromium-missing',
    `Could not use the browser that OAUTH_CHAOS_CHROMIUM names: ${wanted} is no program.`,
    { hint: 'Name a Chromium or Chrome, or leave the variable empty.', exitCode: 64 },
  );
}
