/** The script inside the SVG file of the flamegraph. */
import { activateFlame } from './flame.ts';

const svg = document.getElementById('frames');
const details = document.getElementById('details');
const search = document.getElementById('search');
if (svg instanceof SVGSVGElement && details && search instanceof HTMLInputElement) {
  document.documentElement.setAttribute('width', '100%');
  activateFlame({ svg, details, search });
}
