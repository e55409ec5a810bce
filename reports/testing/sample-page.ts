import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { Results } from '../../harness/model/results.ts';
import { htmlReporterOn } from '../html.ts';
import { sampleContext } from './report-context.ts';
import type { SampleRun } from './sample-run.ts';

const CONFIG = fileURLToPath(new URL('../viewer/vite.config.ts', import.meta.url));

/** Builds the viewer from the current sources and returns it. */
export async function buildViewer(folder: string): Promise<string> {
  await build({
    configFile: CONFIG,
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: false },
  });
  return readFile(path.join(folder, 'index.html'), 'utf8');
}

/** Writes the page of a run and returns its file URL. */
export async function writePage(
  viewer: string,
  run: SampleRun,
  file: string,
  results: Results = run.results,
): Promise<string> {
  const context = sampleContext(run, path.dirname(file), file);
  await htmlReporterOn(async () => viewer)
    .create(context)
    .onRunEnd?.(results, context);
  return `file://${file}`;
}
