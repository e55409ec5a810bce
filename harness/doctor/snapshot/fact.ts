/** Something about an n8n: a source tells it, or withholds it and says why. */
export type Fact<T> = { readonly is: T } | { readonly withheld: string };

export const fact = <T>(is: T): Fact<T> => ({ is });
export const withheld = (because: string): Fact<never> => ({ withheld: because });

/** The value of a fact that is told; undefined of one that is withheld. */
export const told = <T>(one: Fact<T>): T | undefined => ('is' in one ? one.is : undefined);
