import { expect, it } from 'vitest';
import { reporters } from './index.ts';
import { sampleContext } from './testing/report-context.ts';
import { sampleRun } from './testing/sample-run.ts';

it('knows every reporter by one name', () => {
  expect(reporters.map(({ name }) => name).toSorted()).toEqual(['html', 'json', 'junit', 'list']);
  for (const definition of reporters)
    expect(definition.create(sampleContext(sampleRun(), '/runs/sample')).name).toBe(
      definition.name,
    );
});

it('lets list speak last, because it names what the others wrote', () => {
  expect(reporters.at(-1)?.name).toBe('list');
});
