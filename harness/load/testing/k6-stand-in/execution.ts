/** Stand-in for `k6/execution`: what a script asks about itself. */
export const state = { iterationInTest: 0 };

export default {
  scenario: {
    get iterationInTest(): number {
      return state.iterationInTest;
    },
  },
  vu: { idInTest: 1 },
};
