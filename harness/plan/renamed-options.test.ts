import { expect, it } from 'vitest';
import { parse, parseDocument } from 'yaml';
import { renameOptions } from './renamed-options.ts';

const text = `plan:
  - { do: execute, times: 2 }
  - { do: inject, fault: n8n/killed, options: { part: worker-1, when: now } }
  - { do: inject, fault: token/slow, options: { part: 1 } }
`;

it('gives an option its new name where the fault is one that had the old', () => {
  const document = parseDocument(text);
  const renamed = renameOptions(document);
  expect(renamed).toEqual([
    { fault: 'n8n/killed', old: 'part', now: 'process', offset: text.indexOf('part') },
  ]);
  expect(document.toJS()).toEqual(parse(text.replace('part: worker-1', 'process: worker-1')));
});

it('leaves an option alone that stands there under both names, for the schema to refuse', () => {
  const both = 'do: inject\nfault: n8n/paused\noptions: { part: main, process: main }\n';
  const document = parseDocument(both);
  expect(renameOptions(document)).toEqual([]);
  expect(document.toJS()).toEqual(parse(both));
});
