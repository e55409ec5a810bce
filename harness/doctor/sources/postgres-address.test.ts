import { expect, it } from 'vitest';
import { HarnessError } from '../../model/error.ts';
import { readPostgresAddress } from './postgres-address.ts';

it('is read, with the password from the environment', () => {
  expect(readPostgresAddress('postgres://n8n@db.example/n8n', { PGPASSWORD: 'hunter2' })).toEqual({
    name: 'postgres://db.example/n8n',
    address: {
      dialect: 'postgres',
      host: 'db.example',
      port: 5432,
      database: 'n8n',
      user: 'n8n',
      password: 'hunter2',
    },
  });
  expect(
    readPostgresAddress('postgresql://u%40x@[::1]:6000/d%20b', { DB_POSTGRESDB_PASSWORD: 'p' }),
  ).toMatchObject({
    address: { host: '::1', port: 6000, database: 'd b', user: 'u@x', password: 'p' },
  });
});

it.each([
  'postgres://n8n:hunter2@db.example/n8n',
  'postgres://n8n@db.example/',
  'postgres://db.example/n8n',
  'postgres:///n8n',
  'postgres://n8n@db.example/n8n?sslmode=require',
])('%s is refused, and no password repeated', (text) => {
  let error: unknown;
  try {
    readPostgresAddress(text, {});
  } catch (cause) {
    error = cause;
  }
  expect(error).toBeInstanceOf(HarnessError);
  expect(error).toMatchObject({ code: 'usage', exitCode: 64 });
  expect((error as HarnessError).message).not.toContain('hunter2');
});
