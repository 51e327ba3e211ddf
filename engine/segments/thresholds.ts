/**
 * How small a group may be shown. A count over fewer people than K_DISPLAY can point at one of them, so it is shown as "fewer than";
 * no law names a number, 20 to display and 50 to hand on is what we hold for groups that nobody named one by one (personas, places, crosses).
 */
export const K_DISPLAY = 20
export const K_HAND_ON = 50

/**
 * Fewest members a segment's list may have to be handed on. 1 unless an installation asks for more: the people on it agreed to be written
 * to, one by one, and a shop's first segment is small.
 */
export const LEAST_MEMBERS = 1
