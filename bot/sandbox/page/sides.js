/* The two sides, and when they are drawn. */

import { drawClock } from "./clock.js";
import { unreadIn } from "./threads.js";
import { sortIntoThreads, world } from "./world.js";

export const sides = {};
let drawing = false;

export function draw() {
  for (const pane of Object.values(sides)) pane.draw();
  drawClock();
  const waiting = [...world.threads.values()].filter((thread) => thread.key.startsWith("-") && unreadIn(thread)).length;
  document.title = waiting ? `(${waiting}) Rapport sandbox` : "Rapport sandbox";
}

/** Many events may come at once; the page is drawn once for all of them. */
export function drawSoon() {
  if (drawing) return;
  drawing = true;
  setTimeout(() => { drawing = false; sortIntoThreads(); draw(); }, 30);
}
