import { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { lt, valid } from 'semver';
import { z } from 'zod';
import { parseJson } from '../../machine/parse-json.ts';
import { HarnessError } from '../../model/error.ts';
import { OLDEST_N8N } from '../driver/oldest-n8n.ts';
import { dockerFailure } from './docker-failure.ts';
import type { Docker } from './engine.ts';
import { dockerName, labelsOf } from './labels.ts';

const factsSchema = z.object({ n8n: z.string(), node: z.string() });

/** The versions of n8n and of Node in an image. */
export type ImageFacts = z.infer<typeof factsSchema>;

/**
 * Runs in the container and reads n8n's package.json. A label would not do: it stays on an image
 * that is made from another one, whatever was changed. `n8n --version` would load all of n8n.
 */
const SCRIPT = `
const { existsSync, readFileSync, realpathSync } = require('node:fs');
const { dirname, join } = require('node:path');
const bin = process.env.PATH.split(':').map((folder) => join(folder, 'n8n')).find((path) => existsSync(path));
for (let folder = bin && dirname(realpathSync(bin)); folder && folder !== dirname(folder); folder = dirname(folder)) {
  const manifest = join(folder, 'package.json');
  const { name, version } = existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')) : {};
  if (name === 'n8n') { console.log(JSON.stringify({ n8n: version, node: process.versions.node })); break; }
}`;

/**
 * Finds out which n8n an image contains, with a short-lived container.
 * @param lease its label is on the container that looks, which is removed
 * @throws HarnessError `image-not-n8n` (75), `n8n-too-old` (64)
 */
export async function inspectImage(
  docker: Docker,
  image: string,
  lease: string,
): Promise<ImageFacts> {
  const said = await lookInto(docker, image, lease);
  const facts = factsSchema.safeParse(parseJson(said));
  if (!facts.success)
    throw new HarnessError(
      'image-not-n8n',
      `Could not use the image ${image}: there is no n8n in it.`,
      { hint: 'An image of n8n has node and n8n on its PATH, as n8nio/n8n has.', exitCode: 75 },
    );
  const { n8n } = facts.data;
  if (valid(n8n) !== null && lt(n8n, OLDEST_N8N))
    throw new HarnessError(
      'n8n-too-old',
      `Could not use the image ${image}: n8n ${n8n} in it is older than ${OLDEST_N8N}.`,
      { hint: `The harness knows the API of n8n from ${OLDEST_N8N} on.`, exitCode: 64 },
    );
  return facts.data;
}

async function lookInto(docker: Docker, image: string, lease: string): Promise<string> {
  try {
    const container = await docker.createContainer({
      name: dockerName(lease, 'look'),
      Image: image,
      Labels: labelsOf(lease, 'look'),
      Entrypoint: ['node', '-e', SCRIPT],
      Cmd: [],
      HostConfig: { NetworkMode: 'none' },
    });
    try {
      const output = await container.attach({ stream: true, stdout: true, stderr: true });
      const chunks: Buffer[] = [];
      const collect = new Writable({
        write: (chunk: Buffer, _encoding, done) => void (chunks.push(chunk), done()),
      });
      container.modem.demuxStream(output, collect, collect);
      await Promise.all([container.start(), finished(output, { writable: false })]);
      return Buffer.concat(chunks).toString('utf8');
    } finally {
      await container.remove({ force: true, v: true });
    }
  } catch (cause) {
    // Status 400 on start: the image has no `node` that can be run.
    if (/executable file not found|no such file or directory: unknown/.test(String(cause)))
      return '';
    throw dockerFailure(`look into the image ${image}`, cause);
  }
}
