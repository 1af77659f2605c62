/** The slider above the timeline: it steps through the build, and marks the moment among the bars. */

import type { TimelineData } from '../render/html/page-data.ts';
import { find } from './data-table.ts';
import { describeStep, listMoments } from './timeline-moments.ts';

/**
 * @param box result of `writeSteps`
 * @param mark shows a time in milliseconds among the bars; null: none
 */
export function activateSteps(
  box: HTMLElement,
  data: TimelineData,
  mark: (timeMs: number | null) => void,
): void {
  const moments = listMoments(data);
  const slider = find(box, 'input', HTMLInputElement);
  const output = find(box, 'output', HTMLOutputElement);
  slider.max = String(moments.length);
  const show = (): void => {
    const step = Number(slider.value);
    const lines = describeStep(data, moments, step).map((text) => {
      const line = document.createElement('span');
      line.textContent = text;
      return line;
    });
    output.replaceChildren(...lines);
    slider.setAttribute('aria-valuetext', lines[0]?.textContent ?? '');
    mark(step === 0 ? null : (moments[step - 1]?.timeMs ?? null));
  };
  for (const [index, button] of box.querySelectorAll('button').entries())
    button.addEventListener('click', () => {
      slider.valueAsNumber += index === 0 ? -1 : 1;
      show();
    });
  slider.addEventListener('input', show);
  box.hidden = false;
  show();
}
