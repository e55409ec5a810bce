import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scrub } from '../../model/scrub.ts';
import { lastLines, logSize, readLogSince } from './log-file.ts';

let folder: string;
let log: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-'));
  log = join(folder, 'n8n.log');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('readLogSince', () => {
  it('hands out every line once, whole, without colours', async () => {
    writeFileSync(log, '\u001B[32minfo\u001B[39m näh\nhalf a li');
    const first = await readLogSince(log, 0);
    expect(first.text).toBe('info näh\n');
    appendFileSync(log, 'ne\n');
    const second = await readLogSince(log, first.endByte);
    expect(second.text).toBe('half a line\n');
    expect(await readLogSince(log, second.endByte)).toEqual({ text: '', endByte: second.endByte });
  });

  it('says where the log ends when asked from beyond its end, so that later lines are found', async () => {
    writeFileSync(log, 'before\n');
    const { text, endByte } = await readLogSince(log, Number.MAX_SAFE_INTEGER);
    expect(text).toBe('');
    appendFileSync(log, 'after\n');
    expect((await readLogSince(log, endByte)).text).toBe('after\n');
  });
});

describe('lastLines', () => {
  it('counts from where this start began and blots secrets', async () => {
    writeFileSync(log, 'of an earlier start\n');
    const start = await logSize(log);
    appendFileSync(log, 'one\n\ntwo key-of-mine\nthree\n');
    expect(await lastLines(log, start, 2, ['key-of-mine'])).toEqual(['two ***', 'three']);
    expect(await lastLines(log, start, 9, [])).toHaveLength(3);
  });

  it('is empty when there is no log', async () => {
    expect(
      await lastLines(join(folder, 'none'), await logSize(join(folder, 'none')), 5, []),
    ).toEqual([]);
  });
});

describe('scrub', () => {
  it.each([
    ['Authorization: Bearer abc.def-1', 'Authorization: Bearer ***'],
    ['"client_secret": "s3cret", "scope": "read"', '"client_secret": "***", "scope": "read"'],
    ['refresh_token=rt_1&x=1', 'refresh_token=***&x=1'],
    ['{"code":"c_1","state":"s"}', '{"code":"***","state":"s"}'],
    ['jwt eyJhbGciOi.eyJzdWIi.sig_1', 'jwt ***'],
    ['Error: nothing secret here', 'Error: nothing secret here'],
  ])('%s', (text, safe) => {
    expect(scrub(text, [])).toBe(safe);
  });
});
