#!/usr/bin/env node
// Plain JavaScript, so that a Node too old for the rest can still say so.
import { existsSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 22)) {
  process.stderr.write(
    `Could not start oauth-chaos: it needs Node 22.22 or newer, and this is Node ${process.versions.node}.\nInstall a newer Node (24 is the reference), for example from https://nodejs.org.\ncode: node-too-old\n`,
  );
  process.exit(64);
}
if (process.platform === 'win32') {
  process.stderr.write(
    'Could not start oauth-chaos: it does not run on Windows itself.\nRun it in WSL: https://learn.microsoft.com/windows/wsl/install\ncode: platform-unsupported\n',
  );
  process.exit(64);
}

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, '../../main.ts');
const built = join(here, '../../dist/main.js');
// Node strips types in a checkout, but not below node_modules; a checkout's dist may be stale.
const inCheckout = existsSync(source) && !here.split(sep).includes('node_modules');
// npm builds a package from git only where it may run the package's scripts.
if (!inCheckout && !existsSync(built)) {
  process.stderr.write(
    `Could not start oauth-chaos: it was never built, ${built} is missing.\nInstalled from git with scripts switched off? Install it with them, or make a tarball in a clone (npm ci && npm pack) and install that, which needs none.\ncode: not-built\n`,
  );
  process.exit(64);
}
await import(pathToFileURL(inCheckout ? source : built).href);
