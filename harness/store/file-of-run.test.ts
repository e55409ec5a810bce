import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkWritten, fileOfRun } from './file-of-run.ts';

let folder: string;
let run: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'file-of-run-'));
  run = join(folder, 'run');
  mkdirSync(join(run, 'a'), { recursive: true });
  writeFileSync(join(folder, 'secret'), 'of somebody else');
  writeFileSync(join(run, 'a', 'history.ndjson'), '');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const told = (action: () => unknown): string => {
  try {
    action();
    return 'taken';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

describe('a file that a run names', () => {
  it('is taken when it lies in the folder, or is missing there', () => {
    expect(fileOfRun(run, 'a/history.ndjson')).toBe(join(run, 'a', 'history.ndjson'));
    expect(fileOfRun(run, 'b/history.ndjson')).toBe(join(run, 'b', 'history.ndjson'));
  });

  it('may be a link within the folder', () => {
    symlinkSync(join(run, 'a', 'history.ndjson'), join(run, 'link'));
    expect(fileOfRun(run, 'link')).toBe(join(run, 'link'));
  });

  it.each(['../secret', 'a/../../secret', '../run/../secret', '..', '.'])(
    'is refused when it leads out: %s',
    (name) => {
      expect(told(() => fileOfRun(run, name))).toContain('it leads out of the folder of the run');
    },
  );

  it('is read below the folder also when it looks absolute', () => {
    expect(fileOfRun(run, '/etc/passwd')).toBe(join(run, 'etc/passwd'));
  });

  it('is refused when it is a link out', () => {
    symlinkSync(join(folder, 'secret'), join(run, 'link'));
    expect(told(() => fileOfRun(run, 'link'))).toContain('a link out of the folder');
  });

  it('is refused when it is no file', () => {
    execFileSync('mkfifo', [join(run, 'pipe')]);
    for (const name of ['pipe', 'a'])
      expect(told(() => fileOfRun(run, name))).toContain('it is no file');
  });

  it.each([
    ['a name with a null byte', 'a\0b', 'no file can have its name'],
    ['a name that is too long', 'x'.repeat(5_000), 'its name is too long'],
    ['a link to itself', 'loop', 'it is a link to itself'],
  ])('is refused in words when the file system refuses it: %s', (_, name, reason) => {
    symlinkSync(join(run, 'loop'), join(run, 'loop'));
    expect(() => fileOfRun(run, name)).toThrow(
      expect.objectContaining({
        code: 'run-damaged',
        exitCode: 64,
        message: expect.stringMatching(
          new RegExp(`^Could not read '[^]{1,201}' of the run: ${reason}\\.$`),
        ),
      }),
    );
  });
});

describe('what is written into the folder of a run', () => {
  it('may be there or not', () => {
    expect(told(() => checkWritten(run))).toBe('taken');
    writeFileSync(join(run, 'report.html'), '');
    expect(told(() => checkWritten(run))).toBe('taken');
  });

  it('may lie beside a link to a folder, which nobody follows', () => {
    symlinkSync(folder, join(run, 'target'));
    expect(told(() => checkWritten(run))).toBe('taken');
  });

  it('is refused when it is a link or no file', () => {
    for (const name of ['results.json', 'report.html', 'of-a-reporter.of-tomorrow']) {
      symlinkSync(join(folder, 'secret'), join(run, name));
      expect(told(() => checkWritten(run))).toBe(
        `Could not read '${name}' of the run: it is a link.`,
      );
      rmSync(join(run, name));
    }
    mkdirSync(join(run, 'results.json'));
    expect(told(() => checkWritten(run))).toContain('it is no file');
    rmSync(join(run, 'results.json'), { recursive: true });
    execFileSync('mkfifo', [join(run, 'junit.xml')]);
    expect(told(() => checkWritten(run))).toContain('it is no file');
  });
});
