import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import * as commands from './commands.ts';
import { curlOf } from './curl.ts';

const url = 'http://127.0.0.1:1/control/v1';

describe('curlOf', () => {
  it('says all that is sent, with the token as a variable', () => {
    expect(curlOf(commands.advance('demo', '1h'), { url, tokenAsked: true })).toBe(
      `curl -sS --fail-with-body -X POST -H "Authorization: Bearer $CONTROL_TOKEN" -H 'Content-Type: application/json' -d '{"advance":"1h"}' '${url}/realms/demo/clock'`,
    );
    expect(curlOf(commands.heal('demo', 'token/slow#1'), { url, tokenAsked: false })).toBe(
      `curl -sS --fail-with-body -X DELETE '${url}/realms/demo/faults/token%2Fslow%231'`,
    );
  });

  it('quotes what a shell would read otherwise', () => {
    const command = curlOf(commands.inject('demo', 'x', { to: "it's $HOME `id`" }), {
      url,
      tokenAsked: false,
    });
    const words = execFileSync('sh', ['-c', `printf '%s\\n' ${command.replace(/^curl/, '')}`], {
      encoding: 'utf8',
    });
    expect(words).toContain(`{"name":"x","options":{"to":"it's $HOME \`id\`"}}`);
  });
});
