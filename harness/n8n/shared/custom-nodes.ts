import { globSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * The setting with which n8n loads custom nodes: one folder with a link to every node. Of several
 * folders n8n (1.123 to 2.41) forgets all but the last (`runDirectoryLoader` in its
 * load-nodes-and-credentials).
 * @param directory where that folder is made
 */
export function customNodes(
  folders: readonly string[],
  directory: string,
): Readonly<Record<string, string>> {
  if (folders.length === 0) return {};
  const all = join(directory, 'nodes');
  for (const [index, folder] of folders.entries())
    for (const file of globSync('**/*.{node,credentials}.js', { cwd: folder })) {
      const place = join(all, String(index), file);
      mkdirSync(dirname(place), { recursive: true });
      // What a file requires is found beside the file itself, not beside a link to it.
      if (file.endsWith('.node.js')) symlinkSync(join(folder, file), place);
      else writeFileSync(place, withOpenAddresses(join(folder, file)));
    }
  return { N8N_CUSTOM_EXTENSIONS: all };
}

/**
 * A credential type that is the same, but for the addresses of its provider: those that the type
 * hides can be filled in. Of a hidden field n8n takes the default, whatever is stored.
 */
function withOpenAddresses(file: string): string {
  const name = basename(file).split('.')[0] ?? '';
  return `const { ${name}: Original } = require(${JSON.stringify(file)});
class ${name} extends Original {
  constructor() {
    super();
    this.properties = this.properties.map((property) =>
      ['authUrl', 'accessTokenUrl'].includes(property.name) && property.type === 'hidden'
        ? { ...property, type: 'string' }
        : property,
    );
  }
}
module.exports = { ${name} };
`;
}
