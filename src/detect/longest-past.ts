/** Number of past values of a series that are used to judge its newest one. */

/** A baseline before the longest window, with the blocks that end it: older values have no effect. */
export const longestPast = 120;
