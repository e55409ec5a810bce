import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startRealm } from '../../testing/start-realm.ts';
import type { Preset } from '../define-preset.ts';
import { isoDate } from '../define-preset.ts';
import { parsePolicy } from '../parse-policy.ts';
import { preset, presetPolicy } from '../parse-preset.ts';
import { presets } from './index.ts';

const known: readonly Preset[] = presets;
const files = readdirSync(import.meta.dirname).filter(
  (file) => file.endsWith('.ts') && !/^(index|every-preset)\./.test(file),
);

test('every preset file is listed once, in order, under its own name', () => {
  expect(known.map(({ name }) => `${name}.ts`)).toEqual(files.sort());
});

test.for(presets.map(({ name }) => name))(
  '%s is a policy, and so is each of its variants',
  (name) => {
    const { variants = [] }: Preset = known.find((one) => one.name === name) ?? expect.fail();
    parsePolicy(name, presetPolicy({ preset: name }));
    for (const variant of variants)
      parsePolicy(name, presetPolicy({ preset: name, variant: variant.name }));
    expect(new Set(variants.map((variant) => variant.name)).size).toBe(variants.length);
  },
);

test('variants that came into force did so on a date', () => {
  const dates = known.flatMap(({ variants = [] }) =>
    variants.flatMap(({ effectiveFrom }) => effectiveFrom ?? []),
  );
  expect(dates.filter((date) => !isoDate.safeParse(date).success)).toEqual([]);
  expect(dates).toEqual(
    expect.arrayContaining(['2026-08-28', '2026-06-18', '2026-07-20', '2025-10-01']),
  );
});

test('sources are https, and a fact that is not verified claims none', () => {
  const facts = known.flatMap(({ name, facts }) => facts.map((fact) => ({ name, ...fact })));
  expect(
    facts.filter(({ source }) => source !== undefined && new URL(source).protocol !== 'https:'),
  ).toEqual([]);
  expect(
    facts.filter(({ confidence, source }) => confidence === 'unverified' && source !== undefined),
  ).toEqual([]);
});

test('every preset rests on something better than hearsay', () => {
  expect(
    known.filter(({ facts }) => facts.every(({ confidence }) => confidence === 'unverified')),
  ).toEqual([]);
  expect(known.length).toBeGreaterThanOrEqual(25);
});

test('the date chooses the rule', () => {
  const retirement = (at?: string): unknown =>
    preset('shopify', at === undefined ? {} : { at }).refreshToken?.retirement;
  expect([retirement('2026-08-27'), retirement('2026-08-28'), retirement()]).toEqual([
    'on-use',
    'on-successor-use',
    'on-successor-use',
  ]);
  const end = (at: string): unknown => preset('spotify', { at }).refreshToken?.absoluteTtl;
  expect([end('2026-06-17'), end('2026-06-18'), end('2026-07-20')]).toEqual([
    undefined,
    '180d',
    '180d',
  ]);
  expect(preset('linear', { at: '2025-09-30' }).refreshToken?.issue).toBe('never');
});

test('github-app: a replayed refresh token is refused with 200 and a form', async () => {
  await using run = await startRealm(preset('github-app'));
  const first =
    new URLSearchParams(await (await run.exchangeCode(await run.code())).text()).get(
      'refresh_token',
    ) ?? '';
  await run.refresh(first);
  const replay = await run.refresh(first);
  expect(replay.status).toBe(200);
  expect(replay.headers.get('content-type')).toMatch(/^application\/x-www-form-urlencoded/);
  expect(new URLSearchParams(await replay.text()).get('error')).toBe('bad_refresh_token');
});

test('atlassian: a dead refresh token is refused with 403', async () => {
  await using run = await startRealm(preset('atlassian'));
  const refused = await run.refresh('unknown');
  expect(refused.status).toBe(403);
  expect(await refused.json()).toEqual({
    error: 'invalid_grant',
    error_description: 'Unknown or invalid refresh token.',
  });
});

test('zoho: the API takes a scheme of its own as well', async () => {
  await using run = await startRealm(preset('zoho'));
  const { access_token: token } = await run.connect();
  expect((await run.call(token)).status).toBe(200);
  expect(
    (
      await fetch(`${run.realm.apiUrl}/items/1`, {
        headers: { authorization: `Zoho-oauthtoken ${token}` },
      })
    ).status,
  ).toBe(200);
});
