import { execute, playwright, script, vitest } from './execute.ts';
import { findChromium } from './find-chromium.ts';
import { leftOut, leftOutUnlessCi, type LevelNumbers } from './left-out.ts';
import { findPython, pythonSuites } from './python.ts';

/**
 * `quick` needs only this checkout; `real` also needs n8n, Chromium, Docker, Python, a registry, or
 * more time; `image` builds and runs the image of the harness, for which it makes everything anew.
 */
const GROUPS = ['quick', 'real', 'image'] as const;

interface Level {
  readonly name: string;
  readonly group: (typeof GROUPS)[number];
  readonly run: () => Promise<LevelNumbers>;
}

/** Every level of `npm test`, in the order in which they run: quick levels first. */
export const LEVELS: readonly Level[] = [
  { name: 'format', group: 'quick', run: () => script('format:check') },
  { name: 'lint', group: 'quick', run: () => script('lint') },
  { name: 'lint:types', group: 'quick', run: () => script('lint:types') },
  { name: 'types', group: 'quick', run: () => script('typecheck') },
  { name: 'docs', group: 'quick', run: () => script('docs:check') },
  { name: 'knip', group: 'quick', run: () => script('knip') },
  { name: 'unit', group: 'quick', run: () => vitest('unit') },
  { name: 'self-test', group: 'quick', run: () => vitest('self-test') },
  { name: 'full', group: 'real', run: full },
  { name: 'package', group: 'real', run: () => vitest('package') },
  { name: 'python', group: 'real', run: python },
  { name: 'browser', group: 'real', run: browser },
  { name: 'e2e', group: 'real', run: () => vitest('e2e') },
  { name: 'compose', group: 'real', run: () => withDocker('compose', 'docker-compose.yml') },
  { name: 'image', group: 'image', run: () => withDocker('image', 'the image (Dockerfile)') },
];

/**
 * Returns the levels for names of levels and groups; without names, all levels.
 * @throws RangeError naming the first that is neither
 */
export function chooseLevels(names: readonly string[] = GROUPS): readonly Level[] {
  const known = [...LEVELS.map(({ name }) => name), ...GROUPS];
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new RangeError(
      `Could not run the tests: there is no level '${unknown}'.\nLevels: ${known.join(', ')}`,
    );
  return LEVELS.filter(({ name, group }) => names.includes(name) || names.includes(group));
}

/** What takes long only because there are so many scenarios; it needs nothing of the machine. */
function full(): Promise<LevelNumbers> {
  return vitest('self-test', {
    files: ['harness/testing/self-test/correct-and-better-clients.test.ts'],
    env: { OAUTH_CHAOS_SELF_TEST: 'full' },
  });
}

async function python(): Promise<LevelNumbers> {
  const found = findPython();
  if (found !== undefined) return pythonSuites(found);
  return leftOutUnlessCi(
    'OAuth clients in Python (mock-provider/contract/python) and checks of files for CI (.ci/yaml)',
    'no Python 3.10 or newer with venv was found. On Debian as root: apt-get install python3 python3-venv',
  );
}

async function browser(): Promise<LevelNumbers> {
  const chromium = findChromium();
  if (chromium !== undefined) return playwright(chromium);
  return leftOutUnlessCi(
    'Browser tests (*.browser.test.ts)',
    'no Chromium was found. Install one (Debian: apt-get install chromium), or set OAUTH_CHAOS_CHROMIUM to its path.',
  );
}

async function withDocker(project: string, of: string): Promise<LevelNumbers> {
  if ((await execute('sh', ['-c', 'docker info >/dev/null 2>&1'])) === 0) return vitest(project);
  return leftOut(
    `Tests of ${of}`,
    'no Docker daemon answers. On Debian as root: .ci/images/docker-daemon.sh start',
  );
}
