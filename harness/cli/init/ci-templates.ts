import { github } from './ci/github.ts';
import { gitlab } from './ci/gitlab.ts';
import { kubernetes } from './ci/kubernetes.ts';
import type { CiTemplate } from './ci/template.ts';

/** The CI systems for which `init` writes a file. */
export const CI_SYSTEMS = ['github', 'gitlab', 'kubernetes'] as const;
export type CiSystem = (typeof CI_SYSTEMS)[number];

/** `init` writes them into projects, and `npm run docs` into `examples/ci`. */
export const ciTemplates: Readonly<Record<CiSystem, CiTemplate>> = { github, gitlab, kubernetes };
