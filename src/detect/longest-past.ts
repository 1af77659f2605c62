/** How many past values of a series are used to judge its newest one. */

/** A baseline in front of the longest window, with room for the blocks that end it: older values change nothing. */
export const longestPast = 120;
