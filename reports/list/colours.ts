import type pc from 'picocolors';
import { STANDINGS, type Standing } from '../text/standing.ts';

export type Colours = ReturnType<typeof pc.createColors>;

/** Colours a text by the standing of a result. */
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
    case 'not-run':
      return colours.yellow(text);
    case 'skipped':
      return colours.dim(text);
  }
}

/** The symbol of a standing, in its colour. */
export const symbol = (colours: Colours, standing: Standing): string =>
  paint(colours, standing, STANDINGS[standing].symbol);
