'use strict';
/*
 * Loaded into n8n's process with `--require`. Makes `Date` run ahead of or behind the real time by
 * the number of milliseconds in the file OAUTH_CHAOS_CLOCK_FILE; timers, performance.now() and
 * process.hrtime() stay real. Plain CommonJS, because it must load in every Node that any n8n
 * needs. Without the variables it does nothing: n8n gives its task runner an environment of its
 * own, so that one keeps the real time.
 */
const { readFileSync, watchFile } = require('node:fs');

const file = process.env.OAUTH_CHAOS_CLOCK_FILE;
const fakeTimersPath = process.env.OAUTH_CHAOS_FAKE_TIMERS;
const realNow = Date.now;
let offsetMs = 0;
let installed = false;

function readOffset() {
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return;
  }
  const read = Number(text);
  if (!Number.isSafeInteger(read)) return;
  offsetMs = read;
  // Nothing is replaced until the first offset, so that an n8n whose clock nobody moves runs as
  // published.
  if (offsetMs !== 0 && !installed) install();
}

function install() {
  const fakeTimers = require(fakeTimersPath);
  const clock = fakeTimers.install({ toFake: ['Date'], now: realNow() });
  // Ticking the fake clock would lag behind whenever the event loop is blocked; computed from the
  // real time it cannot.
  Object.defineProperty(clock, 'now', {
    configurable: true,
    get: () => realNow() + offsetMs,
    set: () => {},
  });
  installed = true;
}

if (file !== undefined && fakeTimersPath !== undefined) {
  readOffset();
  watchFile(file, { interval: 100, persistent: false }, readOffset);
}
