import { Command } from 'commander';
import { expect, test } from 'vitest';
import { addDriverOptions } from './driver-options.ts';

test('help tells of every option but the hidden ones', () => {
  const help = addDriverOptions(new Command()).helpInformation();
  expect(help).toContain('--n8n-email <email>');
  expect(help).toContain('--provider-port <port>');
  expect(help).not.toContain('--n8n-api-key');
});

test('a command may take only some of them', () => {
  const help = addDriverOptions(
    new Command(),
    ({ alsoForClean }) => alsoForClean === true,
  ).helpInformation();
  expect(help).toContain('--n8n-email <email>');
  expect(help).not.toContain('--provider-port');
});
