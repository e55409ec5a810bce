import { basename } from 'node:path';
import { CI_SYSTEMS, ciTemplates } from '../harness/cli/init/ci-templates.ts';

/** The files in `examples/ci`: what `init` writes, for a project with a lock file. */
export const ciExamples = CI_SYSTEMS.map((system) => {
  const { path, text } = ciTemplates[system];
  return { file: `examples/ci/${system}/${basename(path)}`, text: text('npm ci') };
});
