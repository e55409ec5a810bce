/**
 * Makes the secrets of this deployment, each once, into the volume that the services share. There
 * are none in the repository, so that no two deployments have the same. Runs as root: a new volume
 * belongs to nobody else.
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
 * `node` in the images of n8n and of the provider. Postgres and Redis read as root, before they
 * give root up.
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
