import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { keeping } from '../testing/run-cli.ts';
import { askSecret } from './ask-secret.ts';
import { interrupted } from './interrupt.ts';

const { signal } = new AbortController();

it('asks for a secret without showing it', async () => {
  const [input, output] = [new PassThrough(), keeping()];
  const answer = askSecret('Password: ', { input, output, signal });
  input.write('Right1234\n');
  expect(await answer).toBe('Right1234');
  expect(output.text()).toBe('Password: \n');
});

it.each(['\u0003', undefined])(
  'is interrupted by Ctrl-C, and by the end of the input',
  async (typed) => {
    const [input, output] = [new PassThrough(), keeping()];
    const answer = askSecret('Password: ', { input, output, signal });
    if (typed === undefined) input.end();
    else input.write(typed);
    await expect(answer).rejects.toMatchObject({ code: 'interrupted', exitCode: 130 });
  },
);

it('is over when the program is asked to end', async () => {
  const asked = new AbortController();
  const [input, output] = [new PassThrough(), keeping()];
  const answer = askSecret('Password: ', { input, output, signal: asked.signal });
  asked.abort(interrupted('SIGTERM'));
  await expect(answer).rejects.toBe(asked.signal.reason);
  expect(output.text()).toBe('Password: \n');
});
