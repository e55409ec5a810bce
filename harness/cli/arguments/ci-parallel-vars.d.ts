/** Which of how many parallel jobs of a CI server this is, from 0; it looks when it is loaded. */
declare module 'ci-parallel-vars' {
  const found: { readonly index: number; readonly total: number } | null;
  export default found;
}
