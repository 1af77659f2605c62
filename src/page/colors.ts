/** The page's colours for canvases, which cannot use the style sheet. */

/** A custom property of the page's style sheet, in the current colour scheme. */
export function readColor(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** Calls back when the reader's colour scheme changes. */
export function onSchemeChange(redraw: () => void): void {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
}

export const fontFamily = 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';
