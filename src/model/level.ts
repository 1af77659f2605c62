/** The four levels of severity. */

/** The four levels of events, problems and alerts, least severe first. */
export type Level = 'info' | 'warning' | 'error' | 'critical';
