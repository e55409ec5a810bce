import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { Baseline } from '../harness/model/baseline.ts';
import { readYaml, valueOfYaml } from '../mock-provider/index.ts';

const oneOrSeveral = z.union([
  z.string().transform((one): string[] => [one]),
  z.array(z.string()).min(1),
]);

/** What stands before the text of a finding. */
const headSchema = z.strictObject({
  title: z.string().min(20).max(160).describe('of the issue'),
  scenarios: z.array(z.string()).min(1).describe('the minimal one first'),
  where: z
    .record(z.string().regex(/^packages\/.+\.(ts|vue)$/, 'is no source file of n8n'), oneOrSeveral)
    .refine((where) => Object.keys(where).length > 0, 'names no file')
    .describe('functions by file, as n8n’s repository names them'),
  reported: z.union([
    z.literal('not reported yet'),
    z.url().regex(/^https:\/\/github\.com\/n8n-io\/n8n\/issues\/\d+$/, 'is no issue of n8n'),
  ]),
});

/** One cause of known failures, with the text of an issue about it. */
export interface Finding extends z.output<typeof headSchema> {
  /** The name of its file. */
  readonly slug: string;
  readonly text: string;
}

/**
 * Reads a finding: its head in YAML between two lines of dashes, and the text of an issue.
 * @throws Error that names the file and what is wrong in its head
 */
export function parseFinding(slug: string, file: string): Finding {
  const [, head, text] = /^---\n([^]*?\n)---\n([^]*)$/.exec(file) ?? [];
  const fail = (because: string) => new Error(`Could not read the finding ${slug}: ${because}.`);
  if (head === undefined || text === undefined) throw fail('it has no head between dashes');
  const read = readYaml(head);
  if (!read.ok) throw fail(read.flaws.map(({ line, message }) => `${line}: ${message}`).join('; '));
  const { data, error } = headSchema.safeParse(valueOfYaml(read.document));
  if (error !== undefined) throw fail(z.prettifyError(error));
  return { ...data, slug, text };
}

/**
 * The findings, sorted by name.
 * @param root folder of the project
 * @throws Error for one that cannot be read
 */
export function readFindings(root: string): readonly Finding[] {
  const folder = join(root, 'scenarios', 'findings');
  return globSync('*.md', { cwd: folder, exclude: ['README.md'] })
    .toSorted()
    .map((file) => parseFinding(basename(file, '.md'), readFileSync(join(folder, file), 'utf8')));
}

/** On which versions a finding's scenarios are known to fail, and how many when not all do. */
function versionsOf({ scenarios }: Finding, baselines: readonly Baseline[]): string {
  const versions = baselines.flatMap(({ n8n, known }) => {
    const listed = new Set(known.map(({ scenario }) => scenario));
    const failing = scenarios.filter((name) => listed.has(name)).length;
    if (failing === 0) return [];
    return failing === scenarios.length ? [n8n] : [`${n8n} (${failing} of ${scenarios.length})`];
  });
  return versions.join(', ');
}

const reportedAs = (reported: string): string =>
  reported.startsWith('https:') ? `[#${reported.split('/').at(-1)}](${reported})` : reported;

/**
 * The table of findings, for a page beside them.
 * @param fileOf the file that a scenario is in, seen from scenarios/
 */
export const findingRows = (
  findings: readonly Finding[],
  baselines: readonly Baseline[],
  fileOf: (scenario: string) => string,
): readonly (readonly string[])[] =>
  findings.map((finding) => {
    const [minimal = ''] = finding.scenarios;
    return [
      `[${finding.title}](${finding.slug}.md)`,
      `[\`${minimal}\`](../${fileOf(minimal)})`,
      versionsOf(finding, baselines),
      reportedAs(finding.reported),
    ];
  });
