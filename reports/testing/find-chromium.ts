import { accessSync, constants } from 'node:fs';
import path from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** How to get what a browser test needs. */
export const CHROMIUM_HINT =
  'Install Chromium or Chrome, or name one with OAUTH_CHAOS_CHROMIUM=/path/to/it.';

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Path of a Chromium on this machine: the one that the environment names, one on PATH, or the one
 * in the usual place on macOS.
 */
export function findChromium(
  env: Readonly<Record<string, string | undefined>> = process.env,
): string | undefined {
  const named = env['OAUTH_CHAOS_CHROMIUM'];
  if (named !== undefined && named !== '') return named;
  const folders = [
    '/usr/bin',
    ...(env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== ''),
  ];
  return [
    ...folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name))),
    ...MAC,
  ].find(isExecutable);
}

/**
 * Switches off what a test does not need. As root, Chromium's sandbox does not work and must be
 * switched off.
 */
export const CHROMIUM_ARGS: readonly string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
