'use strict';
/*
 * Loaded into a process with `--require`. Makes the look-up of one name wait or fail, as the file
 * OAUTH_CHAOS_LOOKUP_FILE says: JSON with `host`, and `delayMs` or `fails`, the code of the error,
 * perhaps no more than so many `times`. Each look-up that it troubles becomes a line in the file
 * beside it with `.met`. node:net takes `dns.lookup` from the module whenever it opens a connection
 * to a name, so that every HTTP client waits for this one. The resolver itself stays the real one.
 * Plain CommonJS, because it must load in every Node that any n8n needs. Without the variable or
 * the file it does nothing.
 */
const dns = require('node:dns');
const { appendFileSync, readFileSync } = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');

const file = process.env.OAUTH_CHAOS_LOOKUP_FILE;
/** The numbers of libuv for the errors of getaddrinfo. */
const ERRNO = { EAI_AGAIN: -3001, ENOTFOUND: -3008 };

/** The text of a file; empty when there is none. */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** What becomes of this look-up; undefined when nothing does. Notes what is troubled. */
function troubleOf(host) {
  const text = read(file);
  if (text === '') return undefined;
  const trouble = JSON.parse(text);
  if (trouble.host !== host) return undefined;
  const met = read(`${file}.met`).split('\n').length - 1;
  if (trouble.times !== undefined && met >= trouble.times) return undefined;
  appendFileSync(`${file}.met`, `${host}\n`);
  return trouble;
}

const failure = (host, code) =>
  Object.assign(new Error(`getaddrinfo ${code} ${host}`), {
    errno: ERRNO[code],
    code,
    syscall: 'getaddrinfo',
    hostname: host,
  });

function install() {
  const { lookup } = dns;
  const promised = dns.promises.lookup;
  dns.lookup = function (host, ...rest) {
    const trouble = troubleOf(host);
    if (trouble === undefined) return lookup.call(dns, host, ...rest);
    if (trouble.fails !== undefined) {
      const done = rest.at(-1);
      process.nextTick(() => done(failure(host, trouble.fails)));
    } else setTimeout(() => lookup.call(dns, host, ...rest), trouble.delayMs);
    return {};
  };
  dns.promises.lookup = async function (host, ...rest) {
    const trouble = troubleOf(host);
    if (trouble?.fails !== undefined) throw failure(host, trouble.fails);
    if (trouble !== undefined)
      await new Promise((resolve) => {
        setTimeout(resolve, trouble.delayMs);
      });
    return promised.call(dns.promises, host, ...rest);
  };
  syncBuiltinESMExports();
}

if (file !== undefined) install();
