/**
 * The sentence of a summary that says what an operator had to do. Reports that show `act` beside
 * the summary leave it out there.
 */
export const onlyAfter = (act: string): string =>
  `It works again only after an operator did this: ${act}.`;
