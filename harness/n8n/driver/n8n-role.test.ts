import { describe, expect, it } from 'vitest';
import { executeRole, n8nRole } from './n8n-role.ts';

const announces = (name: 'main' | 'main-2' | 'worker-1', chosen: Record<string, string> = {}) =>
  n8nRole(name, '9.9.9', 'http://127.0.0.1:1', chosen).announces;

describe('n8nRole', () => {
  it('is not ready before the line that n8n logs at the end of its start', () => {
    expect(announces('main')).toBe('Editor is now accessible via');
    expect(announces('main-2', { N8N_LOG_LEVEL: 'info' })).toBe('Editor is now accessible via');
  });

  it('waits for no line from a worker, or a command, which have none', () => {
    expect(announces('worker-1')).toBeUndefined();
    expect(executeRole('cli-1', '9.9.9', 'w1').announces).toBeUndefined();
  });

  it.each([
    { N8N_LOG_LEVEL: 'warn' },
    { N8N_LOG_LEVEL: 'silent' },
    { N8N_LOG_OUTPUT: 'file' },
    { N8N_LOG_SCOPES: 'scaling' },
  ])('waits for no line that %o keeps out of the log', (chosen) => {
    expect(announces('main', chosen)).toBeUndefined();
  });
});
