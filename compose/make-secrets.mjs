/**
 * Makes the secrets of this deployment in the volume that the services share. A secret that exists
 * already is kept. The repository contains no secrets, so that every deployment has its own. The
 * script runs as root, because a new volume belongs to root.
 */
import { randomBytes } from 'node:crypto';
import { chownSync, chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = '/secrets';
const NAMES = [
  'encryption-key',
  'control-token',
  'client-secret',
  'postgres-password',
  'redis-password',
];
/**
 * User id of `node` in the images of n8n and of the provider. Postgres and Redis read their secrets
 * as root, before they change to another user.
 */
const NODE = 1000;

/** @type {(name: string, text: () => string) => void} */
function keep(name, text) {
  const file = join(FOLDER, name);
  if (existsSync(file)) return;
  writeFileSync(file, text(), { mode: 0o400 });
  chownSync(file, NODE, NODE);
  console.log(`${name} was made.`);
}

chmodSync(FOLDER, 0o700);
chownSync(FOLDER, NODE, NODE);
for (const name of NAMES) keep(name, () => randomBytes(32).toString('hex'));
