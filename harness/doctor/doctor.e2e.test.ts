import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { major } from 'semver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProvider, type Provider, type Realm } from '../../mock-provider/index.ts';
import { diagnosisSchema, type Diagnosis } from '../model/diagnosis.ts';
import {
  COUNTERS,
  readRows,
  rowsOnlyIn,
  settledRows,
} from '../n8n/remote/testing/database-rows.ts';
import { STAGING_KEY, startStaging, type Staging } from '../n8n/remote/testing/staging.ts';
import { startProgram } from '../n8n/remote/testing/start-program.ts';
import { call, Furnisher, ON_ERROR, SCHEDULE } from './testing/furnish.ts';

const VERSION = process.env['E2E_N8N'] ?? '2.41.1';
/** What follows is said of n8n 2 alone: it has to publish workflows, and notes its version. */
const IS_2 = major(VERSION) >= 2;
const ACCOUNT = { email: 'owner@staging.example', password: 'Staging1234' };
const SECRET = 'a-secret-that-nobody-may-see';

let directory: string;
let provider: Provider;
let realm: Realm;
let staging: Staging;
let furnish: Furnisher;

beforeAll(async () => {
  directory = realpathSync(mkdtempSync(join(tmpdir(), 'doctor-e2e-')));
  provider = await startProvider();
  realm = provider.createRealm('doctor', { scopes: 'read write' });
  staging = await startStaging(VERSION, join(directory, 'staging'), ACCOUNT, async () => {});
  furnish = new Furnisher(staging.rest, realm, VERSION);
});
afterAll(async () => {
  await staging?.[Symbol.asyncDispose]();
  await provider?.close();
  rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
});

interface Answer {
  readonly code: number | null;
  readonly text: string;
}

async function doctor(...args: readonly string[]): Promise<Answer> {
  const program = startProgram(directory, ACCOUNT, ['doctor', ...args], {
    N8N_ENCRYPTION_KEY: STAGING_KEY,
  });
  return { code: await program.code, text: program.out() };
}

async function diagnosed(...args: readonly string[]): Promise<Diagnosis> {
  const { code, text } = await doctor(...args, '--json');
  expect(text).toMatch(/^\{/);
  const diagnosis = diagnosisSchema.parse(JSON.parse(text));
  expect(code, text).toBe(diagnosis.exitCode);
  return diagnosis;
}

/** What n8n's own commands export. */
async function exported(folder: string, ...how: readonly string[]): Promise<string> {
  const place = join(directory, folder);
  mkdirSync(place);
  await staging.command('export:workflow', '--all', '--separate', `--output=${place}/workflows`);
  await staging.command('export:credentials', '--all', `--output=${place}/keys.json`, ...how);
  return place;
}

/** All that can be looked at: the running instance, two forms of export, the database. */
async function everywhere(name: string): Promise<Readonly<Record<string, Diagnosis>>> {
  return {
    instance: await diagnosed('--n8n', staging.url, '--ask-provider'),
    closed: await diagnosed('--export', await exported(`${name}-closed`)),
    decrypted: await diagnosed('--export', await exported(`${name}-decrypted`, '--decrypted')),
    database: await diagnosed('--database', staging.database),
  };
}

/** What an older version has of known defects is not what these tests are about. */
const ofOlder = ({ check }: Diagnosis['findings'][number]): boolean => check === 'known-defects';

const found = ({ findings }: Diagnosis): readonly string[] =>
  findings
    .filter((one) => !ofOlder(one))
    .map(({ severity, check, where }) => {
      const place = where.credential?.name ?? where.workflow?.name ?? where.host ?? where.n8n;
      return `${severity} ${check} ${[place, where.node, where.parameter].filter(Boolean).join(' ')}`;
    });

const standings = ({ checks }: Diagnosis): Readonly<Record<string, string>> =>
  Object.fromEntries(checks.map(({ name, standing }) => [name, standing]));

describe(`doctor on n8n ${VERSION}`, () => {
  it('finds nothing where all is well, and says what it could not look at', async () => {
    const credential = await furnish.credential('Good', { scope: 'read' });
    const alarm = await furnish.workflow('Alarm', [ON_ERROR], { publish: IS_2 });
    await furnish.workflow('Good', [SCHEDULE, call('Get', credential, { retryOnFail: true })], {
      settings: { errorWorkflow: alarm },
    });
    const all = await everywhere('good');
    for (const diagnosis of Object.values(all)) {
      expect(diagnosis).toMatchObject({ workflows: 2, credentials: 1 });
      expect(found(diagnosis)).toEqual([]);
      expect(diagnosis.exitCode).toBe(diagnosis.findings.some(ofOlder) ? 1 : 0);
    }
    const fine = {
      'account-connected': 'fine',
      'credential-exists': 'fine',
      'no-secret-in-workflow': 'fine',
      'retry-on-fail': 'fine',
      'error-workflow-set': 'fine',
    };
    const tokens = {
      'refresh-token-present': 'fine',
      'scopes-granted': 'fine',
      'expiry-ahead': 'fine',
      // n8n 1 calls an error workflow that is not active, and its database does not tell it is one.
      'error-workflow-set': IS_2 ? 'fine' : 'not-looked-at',
    };
    expect(standings(all['database'] as Diagnosis)).toMatchObject({ ...fine, ...tokens });
    expect(standings(all['closed'] as Diagnosis)).toMatchObject({ ...fine, ...tokens });
    expect(standings(all['instance'] as Diagnosis)).toMatchObject({
      ...fine,
      'refresh-token-present': 'not-looked-at',
      'scopes-granted': 'not-looked-at',
      'expiry-ahead': 'not-looked-at',
      'keys-open': 'not-looked-at',
      'clock-in-sync': 'fine',
      'known-defects': IS_2 ? 'fine' : 'found',
      'queue-lock': 'nothing-there',
    });
  });

  it('finds on a bad one what each source shows, and the same in all of them', async () => {
    realm.inject('refresh-token/missing');
    const forgotten = await furnish.credential('Forgotten');
    realm.heal();
    realm.inject('authorize/scope-unticked', { granted: 'write' });
    const narrow = await furnish.credential('Narrow', { scope: 'read write' });
    realm.heal();
    await furnish.credential('Unconnected', {}, { connect: false });
    realm.clock.skew('issuer', -3_600_000);
    const draft = await furnish.workflow('Draft of an alarm', [ON_ERROR], { publish: false });
    await furnish.workflow(
      'Bad',
      [
        SCHEDULE,
        call('Narrow', narrow, { retryOnFail: true }),
        call('Get', forgotten, {
          parameters: {
            sendHeaders: true,
            headerParameters: {
              parameters: [{ name: 'Authorization', value: `Bearer ${SECRET}` }],
            },
            options: { timeout: '={{ $env.CLIENT_SECRET }}' },
          },
        }),
      ],
      { settings: { errorWorkflow: draft } },
    );
    await furnish.workflow('Lost', [SCHEDULE, call('Ask', { id: 'gone', name: 'Gone' })]);
    const before = await settledRows(staging.database);
    const all = await everywhere('bad');
    expect(rowsOnlyIn(await readRows(staging.database), before, COUNTERS)).toEqual([]);
    const visibleToAll = [
      'warning account-connected Unconnected',
      'error credential-exists Lost Ask',
      'error no-secret-in-workflow Bad Get parameters.headerParameters.parameters[0].value',
      'error no-secret-in-workflow Bad Get parameters.options.timeout',
      'warning error-workflow-set Lost',
      'warning retry-on-fail Bad Get',
      'warning retry-on-fail Lost Ask',
    ];
    const ofTokens = ['error refresh-token-present Forgotten', 'error scopes-granted Narrow'];
    const byVersion = IS_2 ? ['error error-workflow-set Bad'] : [];
    const expected = {
      instance: [
        ...visibleToAll,
        ...byVersion,
        `warning clock-in-sync ${new URL(realm.tokenUrl).host}`,
      ],
      closed: [...visibleToAll, ...ofTokens],
      decrypted: [...visibleToAll, ...ofTokens],
      database: [...visibleToAll, ...ofTokens, ...byVersion],
    };
    for (const [source, diagnosis] of Object.entries(all)) {
      expect
        .soft([source, found(diagnosis).toSorted()])
        .toEqual([source, expected[source as keyof typeof expected].toSorted()]);
      expect(diagnosis.exitCode).toBe(1);
      expect(JSON.stringify(diagnosis)).not.toContain(SECRET);
      expect(realm.findSecrets(JSON.stringify(diagnosis))).toEqual([]);
    }
    // What one source finds and another does not, the other says it did not look at.
    for (const diagnosis of Object.values(all))
      for (const other of Object.values(all))
        for (const one of other.findings)
          expect(
            diagnosis.findings.some(({ check, where }) => same(one, { check, where })) ||
              diagnosis.notLookedAt.some(({ check }) => check === one.check),
            `${one.check} in ${diagnosis.source.kind}`,
          ).toBe(true);
  });

  it('tells people the same, without a secret in it', async () => {
    const { code, text } = await doctor('--database', staging.database);
    expect(code).toBe(1);
    expect(text).toContain('✗ error refresh-token-present');
    expect(text).not.toContain(SECRET);
    expect(realm.findSecrets(text)).toEqual([]);
  });

  it('says in one line why it could not look', async () => {
    const refused: readonly (readonly [readonly string[], RegExp])[] = [
      [['--export', directory + '/none'], /Could not read the export .*: there is no such folder/],
      [['--database', 'none.sqlite'], /Could not open the database none\.sqlite: there is no/],
      [['--n8n', staging.url, '--n8n-email', 'me@example.com'], /does not accept the email or the/],
    ];
    for (const [args, says] of refused) {
      const { code, text } = await doctor(...args);
      expect([code, text]).toEqual([64, expect.stringMatching(says)]);
    }
  });
});

const same = (
  one: Pick<Diagnosis['findings'][number], 'check' | 'where'>,
  other: Pick<Diagnosis['findings'][number], 'check' | 'where'>,
): boolean =>
  one.check === other.check && JSON.stringify(one.where) === JSON.stringify(other.where);
