import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { reporters } from './index.ts';
import { sampleContext } from './testing/report-context.ts';
import { sampleRun } from './testing/sample-run.ts';

it('lists every file of a reporter by its name', () => {
  const files = globSync('*.ts', { cwd: import.meta.dirname }).filter(
    (file) =>
      !/^index\.|\.test\./.test(file) &&
      readFileSync(`${import.meta.dirname}/${file}`, 'utf8').includes('ReporterDefinition'),
  );
  expect(reporters.map(({ name }) => `${name}.ts`).toSorted()).toEqual(files.toSorted());
  for (const definition of reporters)
    expect(definition.create(sampleContext(sampleRun(), '/runs/sample')).name).toBe(
      definition.name,
    );
});

it('lets list speak last, because it names what the others wrote', () => {
  expect(reporters.at(-1)?.name).toBe('list');
});
