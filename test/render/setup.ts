/** Unpacks the browser before the files that open it at the same time. */
import { unpackChromium } from './browser.ts';

export default async function setup(): Promise<void> {
  if (process.env['CHROMIUM_PATH'] === undefined) await unpackChromium();
}
