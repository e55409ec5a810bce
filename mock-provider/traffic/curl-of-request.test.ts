import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { curlOfRequest } from './curl-of-request.ts';
import { wordOf } from './shell-words.ts';

const wire = {
  url: 'http://127.0.0.1:1/demo/token',
  headers: [
    { name: 'Host', value: '127.0.0.1:1' },
    { name: 'Content-Type', value: 'application/x-www-form-urlencoded' },
    { name: 'Authorization', value: 'Basic ‹client secret of main #01234567›' },
    { name: 'X-Empty', value: '' },
  ],
  body: { text: 'scope=it’s&refresh_token=‹refresh token f1·g2›', bytes: 70 },
};

test('sends the request again, with variables in place of secrets', () => {
  expect(curlOfRequest({ method: 'POST', wire })).toEqual({
    command: [
      "curl -sS --globoff -H 'Content-Type: application/x-www-form-urlencoded'",
      `-H 'Authorization: Basic '"$CLIENT_SECRET_OF_MAIN_01234567"`,
      "-H 'X-Empty;'",
      "-H 'User-Agent:' -H 'Accept:'",
      `--data-raw 'scope=it’s&refresh_token='"$REFRESH_TOKEN_F1_G2"`,
      "'http://127.0.0.1:1/demo/token'",
    ].join(' '),
    variables: ['CLIENT_SECRET_OF_MAIN_01234567', 'REFRESH_TOKEN_F1_G2'],
    whole: true,
  });
});

test('names the method where curl would take another, and says when the body is not whole', () => {
  const bare = { url: 'http://127.0.0.1:1/demo/api/items/[1]', headers: [] };
  expect(curlOfRequest({ method: 'GET', wire: bare }).command).toBe(
    "curl -sS --globoff -H 'User-Agent:' -H 'Accept:' 'http://127.0.0.1:1/demo/api/items/[1]'",
  );
  expect(curlOfRequest({ method: 'HEAD', wire: bare }).command).toContain(' --head ');
  expect(curlOfRequest({ method: 'DELETE', wire: bare }).command).toContain(" -X 'DELETE' ");
  const cut = curlOfRequest({
    method: 'PUT',
    wire: { ...wire, body: { ...wire.body, cut: true } },
  });
  expect(cut).toMatchObject({ whole: false });
  expect(cut.command).toContain(" -X 'PUT' ");
});

test('a shell reads every text as one word, whatever characters it has', () => {
  const special = fc.constantFrom(...`'"\`\\$!*?~#&|;<>(){}[]=%@\n\t -ab`, 'é', '‘', '💥');
  const literal = fc.string({ unit: special });
  const texts = fc.sample(fc.tuple(literal, fc.constantFrom('', '‹a·b #1›', '‹›'), literal), 300);
  const words = texts.map((parts) => wordOf(parts.join('')).word);
  const read = execFileSync('sh', ['-c', `printf '%s\\0' ${words.join(' ')}`], {
    env: { ...process.env, A_B_1: 'va lue', SECRET_: '*' },
  });
  expect(read.toString().split('\0').slice(0, -1)).toEqual(
    texts.map((parts) => parts.join('').replace('‹a·b #1›', 'va lue').replace('‹›', '*')),
  );
});
