import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { askSecret } from './ask-secret.ts';
import { keeping } from './testing/run-cli.ts';

it('asks for a secret without showing it', async () => {
  const [input, output] = [new PassThrough(), keeping()];
  const answer = askSecret('Password: ', { input, output });
  input.write('Right1234\n');
  expect(await answer).toBe('Right1234');
  expect(output.text()).toBe('Password: \n');
});

it.each(['\u0003', undefined])('is interrupted by Ctrl-C, and by the end of the input', async (typed) => {
  const [input, output] = [new PassThrough(), keeping()];
  const answer = askSecret('Password: ', { input, output });
  if (typed === undefined) input.end();
  else input.write(typed);
  await expect(answer).rejects.toMatchObject({ code: 'interrupted', exitCode: 130 });
});
