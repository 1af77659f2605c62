/** How many values of a series say anything of its newest one. */

/** A baseline in front of the longest window, with room for the blocks that end it: older values change nothing. */
export const longestPast = 120;
