import { expect, it } from 'vitest';
import { requireHere } from './only-here.ts';

it.each([
  'http://127.0.0.1:5678/webhook/a',
  'http://127.8.9.1/webhook/a',
  'http://[::1]:5678/webhook/a',
  'http://2130706433/webhook/a',
])('load may go to %s', (url) => {
  expect(() => requireHere([url])).not.toThrow();
});

it.each([
  'http://localhost:5678/webhook/a',
  'http://127.0.0.1.example:5678/webhook/a',
  'http://10.0.0.1/webhook/a',
  'http://0.0.0.0:5678/webhook/a',
  'http://[::]:5678/webhook/a',
  'http://[::ffff:10.0.0.1]/webhook/a',
  'https://n8n.example/webhook/a',
  'http://127.0.0.1@n8n.example/webhook/a',
])('load may not go to %s, also beside one that is here', (url) => {
  expect(() => requireHere(['http://127.0.0.1:1/', url])).toThrow(
    expect.objectContaining({ code: 'load-not-local', exitCode: 64 }),
  );
});
