import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { parseJson } from '../../machine/parse-json.ts';

/** What the harness reads from n8n's own package.json. */
export interface N8nPackage {
  /** Folder of the n8n package itself. */
  readonly home: string;
  readonly version: string;
  /** `engines.node`; `*` when it declares none. */
  readonly nodeRange: string;
  readonly entry: string;
}

const manifestSchema = z.looseObject({
  name: z.literal('n8n'),
  version: z.string(),
  engines: z.looseObject({ node: z.string().optional() }).optional(),
});

/** Reads the n8n package in a folder; null when the folder holds something else or nothing. */
export async function readN8nPackage(home: string): Promise<N8nPackage | null> {
  const text = await readFile(join(home, 'package.json'), 'utf8').catch(() => '');
  const entry = join(home, 'bin', 'n8n');
  const manifest = manifestSchema.safeParse(parseJson(text));
  if (!manifest.success || !existsSync(entry)) return null;
  return {
    home,
    version: manifest.data.version,
    nodeRange: manifest.data.engines?.node ?? '*',
    entry,
  };
}
