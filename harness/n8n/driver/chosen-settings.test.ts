import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HarnessError } from '../../model/error.ts';
import { parseSettings, shownSettings } from './chosen-settings.ts';
import { n8nEnvironment } from './n8n-environment.ts';

const refusal = (text: string): HarnessError | undefined => {
  try {
    parseSettings([text]);
  } catch (error) {
    if (error instanceof HarnessError) return error;
    throw error;
  }
  return undefined;
};

describe('parseSettings', () => {
  it('takes settings apart at their first equals sign; the later of two of one name wins', () => {
    expect(parseSettings(['N8N_LOG_LEVEL=info', 'A=b=c', 'EMPTY=', 'N8N_LOG_LEVEL=warn'])).toEqual({
      N8N_LOG_LEVEL: 'warn',
      A: 'b=c',
      EMPTY: '',
    });
    expect(parseSettings([])).toEqual({});
  });

  it.each(['N8N_LOG_LEVEL', '', '=x', '1A=x', 'A-B=x', 'A B=x', ' A=x'])(
    "'%s' is not of the form KEY=VALUE",
    (text) => {
      expect(refusal(text)).toMatchObject({
        code: 'usage',
        exitCode: 64,
        message: expect.stringContaining('it is not of the form KEY=VALUE'),
        hint: 'For example --env N8N_LOG_LEVEL=info',
      });
    },
  );

  it.each([
    ['N8N_USER_FOLDER', 'a folder of its own'],
    ['N8N_ENCRYPTION_KEY', 'a key of its own'],
    ['N8N_ENCRYPTION_KEY_FILE', 'a key of its own'],
    ['N8N_PORT', 'the address and the ports'],
    ['DB_TYPE', '--topology'],
    ['DB_POSTGRESDB_PASSWORD', '--topology'],
    ['DB_SQLITE_POOL_SIZE', '--topology'],
    ['EXECUTIONS_MODE', '--topology'],
    ['EXECUTIONS_DATA_PRUNE', 'is kept until it has been judged'],
    ['QUEUE_BULL_REDIS_HOST', '--topology'],
    ['PATH', 'with the Node'],
    ['HOME', 'a folder of its own'],
    ['NODE_OPTIONS', '--n8n <address>'],
    ['OAUTH_CHAOS_X', 'oauth-chaos itself'],
  ])('%s is set by the harness, and the hint fits it: %s', (name, hint) => {
    expect(refusal(`${name}=x`)).toMatchObject({
      code: 'usage',
      exitCode: 64,
      message: `Could not use --env ${name}: the harness sets it itself.`,
      hint: expect.stringContaining(hint),
    });
  });

  it.each([
    'N8N_LOG_LEVEL',
    'N8N_PORTAL',
    'EXECUTIONS_TIMEOUT',
    'HTTP_PROXY',
    'MY_PATH',
    'N8N_CONCURRENCY_PRODUCTION_LIMIT',
  ])('%s may be chosen', (name) => {
    expect(parseSettings([`${name}=x`])).toEqual({ [name]: 'x' });
  });

  it('a value that was refused is not repeated', () => {
    expect(refusal('N8N_ENCRYPTION_KEY=very-secret')?.message).not.toContain('very-secret');
  });

  it('nothing can be chosen that tells n8n where its database, its Redis and its doors are', () => {
    const postgres = {
      dialect: 'postgres',
      host: 'h',
      port: 1,
      database: 'd',
      user: 'u',
      password: 'p',
    } as const;
    const own = n8nEnvironment({
      userFolder: '/u',
      listen: '127.0.0.1',
      ports: { web: 1, broker: 2 },
      encryptionKey: 'k',
      database: postgres,
      redis: { host: 'h', port: 2, password: 'q' },
      chosen: {},
    });
    const needed = Object.keys(own).filter((name) =>
      /FOLDER|KEY$|HOST|PORT|LISTEN|ADDRESS|^DB_|^QUEUE_|^EXECUTIONS_MODE/.test(name),
    );
    expect(needed.length).toBeGreaterThan(15);
    expect(needed.filter((name) => refusal(`${name}=x`) === undefined)).toEqual([]);
  });
});

describe('shownSettings', () => {
  it.each([
    'N8N_SMTP_PASS',
    'N8N_LICENSE_ACTIVATION_KEY',
    'SENTRY_DSN',
    'AWS_SECRET_ACCESS_KEY',
    'MY_TOKEN',
    'CREDENTIALS_OVERWRITE_DATA',
    'N8N_LICENSE_CERT',
    'N8N_INSTANCE_AI_VERTEX_SERVICE_ACCOUNT_JSON',
    'db_password',
  ])('withholds the value of %s', (name) => {
    expect(shownSettings({ [name]: 'very-secret' })).toEqual({ [name]: '<withheld>' });
  });

  it('withholds an address with a user and a password in it, whatever its name', () => {
    expect(
      shownSettings({
        HTTP_PROXY: 'http://me:very-secret@proxy:8080',
        OTHER_PROXY: 'http://proxy:8080/a@b',
      }),
    ).toEqual({ HTTP_PROXY: '<withheld>', OTHER_PROXY: 'http://proxy:8080/a@b' });
  });

  it('withholds the address of a proxy with a user and a password in it, also without a scheme', () => {
    expect(
      shownSettings({ HTTP_PROXY: 'me:very-secret@proxy:8080', NO_PROXY: 'proxy:8080' }),
    ).toEqual({ HTTP_PROXY: '<withheld>', NO_PROXY: 'proxy:8080' });
  });

  it('shows the rest as it is', () => {
    const settings = { N8N_LOG_LEVEL: 'info', EXECUTIONS_TIMEOUT: '60', EMPTY: '' };
    expect(shownSettings(settings)).toEqual(settings);
  });

  it('shows every setting by its name, and never the value of one that is called a secret', () => {
    const name = fc.stringMatching(/^[A-Z][A-Z_]{0,8}$/);
    fc.assert(
      fc.property(
        fc.dictionary(name, fc.string(), { noNullPrototype: true }),
        name,
        fc.uuid(),
        fc.constantFrom('PASS', 'PASSWORD', 'SECRET', 'TOKEN', 'KEY'),
        (settings, around, secret, word) => {
          const all = { ...settings, [`${around}_${word}`]: secret };
          const shown = shownSettings(all);
          expect(Object.keys(shown)).toEqual(Object.keys(all));
          expect(JSON.stringify(shown)).not.toContain(secret);
        },
      ),
    );
  });
});
