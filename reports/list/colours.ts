import type pc from 'picocolors';
import { STANDINGS, type Standing } from '../text/standing.ts';

export type Colours = ReturnType<typeof pc.createColors>;

/** Colours text by how a result stands. */
export function paint(colours: Colours, standing: Standing, text: string): string {
  switch (standing) {
    case 'pass':
      return colours.green(text);
    case 'fixed':
      return colours.cyan(text);
    case 'fail':
      return colours.red(text);
    case 'known':
    case 'inconclusive':
      return colours.yellow(text);
    case 'skipped':
      return colours.dim(text);
  }
}

/** Symbol of a standing, coloured. */
export const symbol = (colours: Colours, standing: Standing): string =>
  paint(colours, standing, STANDINGS[standing].symbol);
