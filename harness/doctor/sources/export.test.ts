import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HarnessError } from '../../model/error.ts';
import { told } from '../snapshot/fact.ts';
import {
  encrypted,
  exportedCredential,
  exportedWorkflow,
  FIELDS,
  KEY,
  SECRET,
} from '../testing/stored.ts';
import { readExport } from './export.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'doctor-export-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

function write(file: string, content: unknown): void {
  const path = join(cwd, 'export', file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
}
const key = { encryptionKey: KEY, from: 'N8N_ENCRYPTION_KEY' };
const read = (keyed = true) => readExport({ folder: 'export', key: keyed ? key : undefined, cwd });

const whole = (): void => {
  write('workflows/w1.json', exportedWorkflow());
  write('credentials.json', [
    exportedCredential(encrypted()),
    exportedCredential('x', { id: 'c2', type: 'httpHeaderAuth' }),
  ]);
};

describe('an export', () => {
  it('is read whole, whatever its files are called, and no secret is kept', async () => {
    whole();
    write('package.json', { name: 'theirs', type: 'module' });
    write('node_modules/x/w.json', exportedWorkflow('c9', { id: 'other' }));
    const snapshot = await read();
    expect(told(snapshot.workflows)).toHaveLength(1);
    expect(told(snapshot.credentials)).toMatchObject([
      {
        id: 'c1',
        connected: { is: true },
        settings: { is: { scopes: { is: ['read', 'write'] } } },
        tokens: { is: { refreshToken: true, scopes: ['read'] } },
        encryption: { is: { under: 'instance-key', opens: true } },
      },
    ]);
    expect([...(told(snapshot.credentialIds) ?? [])]).toEqual(['c1', 'c2']);
    expect(snapshot.remarks).toEqual([]);
    expect(JSON.stringify(snapshot)).not.toContain(SECRET);
  });

  it('may be decrypted, and then says that it has to be removed', async () => {
    write('all.json', [exportedWorkflow(), exportedCredential(FIELDS)]);
    const snapshot = await read(false);
    expect(told(snapshot.credentials)).toMatchObject([
      { tokens: { is: { refreshToken: true } }, encryption: { withheld: expect.any(String) } },
    ]);
    expect(snapshot.remarks).toMatchObject([
      { text: expect.stringContaining('Remove it'), incomplete: false },
    ]);
    expect(JSON.stringify(snapshot)).not.toContain(SECRET);
  });

  it('may be one file', async () => {
    whole();
    const snapshot = await readExport({ folder: 'export/workflows/w1.json', key, cwd });
    expect(told(snapshot.workflows)).toHaveLength(1);
  });
});

describe('half of one', () => {
  it.each([
    ['no credential', () => write('w.json', exportedWorkflow()), /no credential is in it/],
    ['no workflow', () => write('c.json', exportedCredential(encrypted())), /no workflow is in it/],
    ['encrypted', whole, /credentials are encrypted, and no key was given/],
    [
      'a broken file',
      () => {
        whole();
        write('credentials/c3.json', '{"id": "c3", "na');
      },
      /c3\.json is no JSON, and was left out/,
    ],
  ])('%s: says so in one line, and is incomplete', async (what, prepare, says) => {
    prepare();
    const { remarks } = await read(what !== 'encrypted');
    expect(remarks).toEqual([{ text: expect.stringMatching(says), incomplete: true }]);
    for (const { text } of remarks) expect(text).not.toContain('\n');
  });

  it('withholds the other half', async () => {
    write('w.json', exportedWorkflow());
    expect(await read()).toMatchObject({
      credentials: { withheld: 'this export has no credentials' },
      credentialIds: { withheld: 'this export has no credentials' },
    });
  });

  it('without the data key, which lies in the database alone', async () => {
    write('c.json', exportedCredential(`key-1:${encrypted()}`));
    expect(told((await read()).credentials)).toMatchObject([
      { tokens: { withheld: expect.stringContaining('in the database') } },
    ]);
  });
});

describe('none', () => {
  const refused: Readonly<Record<string, readonly [() => void, string, RegExp]>> = {
    'no folder': [() => {}, 'doctor-no-export', /there is no such folder/],
    'an empty folder': [
      () => write('a.txt', ''),
      'doctor-no-export',
      /no file there is a workflow/,
    ],
    'other JSON': [
      () => write('package.json', { name: 'x', nodes: 3 }),
      'doctor-no-export',
      /no file there is a workflow/,
    ],
    'of a key of another n8n': [
      () => write('c.json', exportedCredential(encrypted(FIELDS, 'the key of another'))),
      'doctor-other-key',
      /the only one does not open with the key from N8N_ENCRYPTION_KEY/,
    ],
    'of credentials of another n8n': [
      () => {
        write('w.json', exportedWorkflow('c9'));
        write('c.json', exportedCredential(encrypted()));
      },
      'doctor-other-export',
      /name 1 credential, and none of them is among the 1 exported/,
    ],
  };
  it.each(Object.entries(refused))('%s: one clear line', async (_, [prepare, code, says]) => {
    prepare();
    const error = await read().catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(HarnessError);
    expect(error).toMatchObject({ code, exitCode: 64, message: expect.stringMatching(says) });
    expect((error as HarnessError).message).not.toContain('\n');
  });
});

it('any JSON may lie in the folder', async () => {
  whole();
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.jsonValue(),
        fc.record({
          nodes: fc.array(fc.jsonValue()),
          connections: fc.constant({}),
          settings: fc.jsonValue(),
          pinData: fc.jsonValue(),
        }),
        fc.record({
          name: fc.string(),
          type: fc.constantFrom('oAuth2Api', 'x'),
          data: fc.oneof(fc.string(), fc.dictionary(fc.string(), fc.jsonValue())),
        }),
      ),
      async (content) => {
        write('any.json', content);
        const snapshot = await read().catch((error: unknown) => error);
        if (snapshot instanceof HarnessError) expect(snapshot.exitCode).toBe(64);
        else expect(snapshot).toHaveProperty('source');
      },
    ),
    { seed: 1, numRuns: 200 },
  );
});
