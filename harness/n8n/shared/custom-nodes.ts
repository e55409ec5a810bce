import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The setting with which n8n loads custom nodes. Of several folders n8n (1.123 to 2.41) forgets all
 * but the last (`runDirectoryLoader` in its load-nodes-and-credentials), so it gets one with links
 * to them.
 * @param directory where that folder is made
 */
export function customNodes(
  folders: readonly string[],
  directory: string,
): Readonly<Record<string, string>> {
  const [only, ...others] = folders;
  if (only === undefined) return {};
  if (others.length === 0) return { N8N_CUSTOM_EXTENSIONS: only };
  const links = join(directory, 'nodes');
  mkdirSync(links);
  for (const [index, folder] of folders.entries()) symlinkSync(folder, join(links, String(index)));
  return { N8N_CUSTOM_EXTENSIONS: links };
}
