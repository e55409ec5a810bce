import {
  linkSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  existsSync,
  lstatSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import {
  HOSTILE_TEXTS,
  mutated,
  mutation,
  type Mutation,
} from '../../mock-provider/testing/fuzz/mutate-value.ts';

/** Folders that a doctored run may lead to. Nothing of them may be read or written. */
export interface Outside {
  /** A folder of the same form as the run. */
  readonly run: string;
  /** A named pipe. */
  readonly pipe: string;
}

/** A change that somebody made to the folder of a run. */
export type Doctoring =
  | { readonly kind: 'json'; readonly file: string; readonly changes: readonly Mutation[] }
  | {
      readonly kind: 'events';
      readonly file: string;
      readonly line: number;
      readonly how: 'drop' | 'double' | 'move' | 'change';
      readonly to: number;
      readonly changes: readonly Mutation[];
      readonly renumber: boolean;
    }
  | { readonly kind: 'text'; readonly file: string; readonly at: number; readonly text: string }
  | { readonly kind: 'cut'; readonly file: string; readonly at: number }
  | { readonly kind: 'history'; readonly scenario: number; readonly path: string }
  | {
      readonly kind: 'place';
      readonly path: string;
      readonly becomes:
        | 'nothing'
        | 'folder'
        | 'file'
        | 'pipe'
        | 'link-out'
        | 'link-to-pipe'
        | 'link-to-itself'
        | 'link-to-nothing'
        | 'link-within';
    };

/** Deeper than any reader can follow. */
const DEEP = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;

const TEXTS = [
  ...HOSTILE_TEXTS,
  DEEP,
  '{"schemaVersion":3}\n',
  '{"n":1,"at":0,"type":"end","reason":"completed"}\n',
  '{}\n',
  'null\n',
  '\r\n',
  '\n\n',
];

/** What reporters write into the folder of a run. */
export const REPORTS = ['report.html', 'junit.xml', 'run.har'];

/** Any change of the folder with these files. */
export function doctoring(files: readonly string[]): fc.Arbitrary<Doctoring> {
  const ofKind = (ending: string): fc.Arbitrary<string> =>
    fc.constantFrom(...files.filter((file) => file.endsWith(ending)));
  const folders = [...new Set(files.map(dirname).flatMap((folder) => [folder, dirname(folder)]))];
  const places = [...files, ...folders.filter((folder) => folder !== '.'), ...REPORTS];
  const changes = fc.array(mutation, { minLength: 1, maxLength: 3 });
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('json' as const),
        file: fc.oneof(fc.constant('results.json'), ofKind('.json')),
        changes,
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('events' as const),
        file: ofKind('.ndjson'),
        line: fc.nat({ max: 300 }),
        how: fc.constantFrom(
          'drop' as const,
          'double' as const,
          'move' as const,
          'change' as const,
        ),
        to: fc.nat({ max: 300 }),
        changes,
        renumber: fc.boolean(),
      }),
    },
    fc.record({
      kind: fc.constant('text' as const),
      file: fc.constantFrom(...files),
      at: fc.nat({ max: 100_000 }),
      text: fc.constantFrom(...TEXTS),
    }),
    fc.record({
      kind: fc.constant('cut' as const),
      file: fc.constantFrom(...files),
      at: fc.nat({ max: 100_000 }),
    }),
    fc.record({
      kind: fc.constant('history' as const),
      scenario: fc.nat({ max: 10 }),
      path: fc.constantFrom(
        ...HOSTILE_TEXTS,
        '../outside/run.json',
        'run.json',
        'reference-correct',
        'run.json/x',
        `${'d/'.repeat(3_000)}x`,
      ),
    }),
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('place' as const),
        path: fc.constantFrom(...places),
        becomes: fc.constantFrom(
          'nothing' as const,
          'folder' as const,
          'file' as const,
          'pipe' as const,
          'link-out' as const,
          'link-to-pipe' as const,
          'link-to-itself' as const,
          'link-to-nothing' as const,
          'link-within' as const,
        ),
      }),
    },
  );
}

/** Makes a change in the folder of a run. What an earlier change took away is left alone. */
export function doctor(directory: string, outside: Outside, change: Doctoring): void {
  if (change.kind === 'place') {
    replace(directory, outside, change.path, change.becomes);
    return;
  }
  const file = join(directory, change.kind === 'history' ? 'results.json' : change.file);
  const found = existsSync(file) && isReal(file) ? lstatSync(file) : undefined;
  if (found?.isFile() !== true) return;
  if (change.kind === 'cut') {
    truncateSync(file, change.at % (found.size + 1));
    return;
  }
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, doctoredText(text, change));
}

/** False when a link leads to it, through which something else would be changed. */
const isReal = (path: string): boolean => realpathSync(path) === path;

function doctoredText(
  text: string,
  change: Exclude<Doctoring, { readonly kind: 'place' | 'cut' }>,
): string {
  switch (change.kind) {
    case 'text': {
      const at = change.at % (text.length + 1);
      return text.slice(0, at) + change.text + text.slice(at);
    }
    case 'json':
      return onJson(text, (value) => change.changes.reduce<unknown>(mutated, value));
    case 'history':
      return onJson(text, (value) => {
        const scenarios: unknown = Reflect.get(Object(value), 'scenarios');
        if (!Array.isArray(scenarios)) return value;
        const scenario: unknown = scenarios[change.scenario % Math.max(1, scenarios.length)];
        if (typeof scenario === 'object' && scenario !== null)
          Object.assign(scenario, { history: change.path });
        return value;
      });
    case 'events':
      return doctoredEvents(text, change);
  }
}

function onJson(text: string, action: (value: unknown) => unknown): string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return text;
  }
  return JSON.stringify(action(value)) ?? '';
}

function doctoredEvents(
  text: string,
  { line, how, to, changes, renumber }: Extract<Doctoring, { readonly kind: 'events' }>,
): string {
  const lines = text.split('\n').filter((one) => one !== '');
  const at = line % Math.max(1, lines.length);
  const one = lines[at] ?? '{}';
  if (how === 'drop') lines.splice(at, 1);
  else if (how === 'double') lines.splice(to % lines.length, 0, one);
  else if (how === 'move') lines.splice(to % lines.length, 0, ...lines.splice(at, 1));
  else lines[at] = onJson(one, (value) => changes.reduce<unknown>(mutated, value));
  const numbered = renumber
    ? lines.map((each, index) =>
        onJson(each, (value) =>
          typeof value === 'object' && value !== null && !Array.isArray(value)
            ? { ...value, n: index + 1 }
            : value,
        ),
      )
    : lines;
  return `${numbered.join('\n')}\n`;
}

function replace(
  directory: string,
  outside: Outside,
  path: string,
  becomes: Extract<Doctoring, { readonly kind: 'place' }>['becomes'],
): void {
  const place = join(directory, path);
  const folder = join(directory, dirname(path));
  if (!existsSync(folder) || !isReal(folder) || !lstatSync(folder).isDirectory()) return;
  rmSync(place, { recursive: true, force: true });
  const make: Readonly<Record<typeof becomes, () => void>> = {
    nothing: () => undefined,
    folder: () => mkdirSync(place),
    file: () => writeFileSync(place, 'a file'),
    pipe: () => linkSync(outside.pipe, place),
    'link-out': () => symlinkSync(join(outside.run, path), place),
    'link-to-pipe': () => symlinkSync(outside.pipe, place),
    'link-to-itself': () => symlinkSync(place, place),
    'link-to-nothing': () => symlinkSync(join(outside.run, 'not', 'there'), place),
    'link-within': () => symlinkSync(join(directory, 'run.json'), place),
  };
  make[becomes]();
}
