/* The clock: moved at the product, followed by the sandbox. */

import { $, setText } from "./dom.js";
import { act, notice, post, toast } from "./telling.js";
import { spanText } from "./words.js";
import { presentTime, world } from "./world.js";

export function drawClock() {
  const present = presentTime();
  const node = $("#now");
  node.dateTime = present.toISOString();
  setText(node, present.toLocaleString("en-GB", { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", timeZoneName: "short" }));
  setText($("#ahead"), world.offset >= 60 ? `${spanText(world.offset)} ahead` : "real time");
}

/** The product's clock leads; the sandbox dates its messages by the same offset. */
async function follow({ offset_seconds: offset }) {
  if (offset == null || offset === world.offset) return;
  world.offset = offset;
  drawClock();
  await act("clock", { offset_seconds: offset });
}

/** A second press while the first is on its way does nothing; the buttons stay enabled, or the focus would be lost. */
export async function moveClock(step) {
  const clock = $(".clock");
  if (clock.ariaBusy === "true") return;
  clock.ariaBusy = "true";
  const before = world.offset;
  try {
    await follow(await post(world.product + "/sandbox/clock", step));
    toast(world.offset === before ? "Nothing is planned ahead, so the clock stays where it is." : `It is now ${$("#now").textContent}.`);
    setHealth(true);
  } catch (error) {
    if (error instanceof TypeError) setHealth(false);
    notice("clock", error instanceof TypeError ? `The clock was not moved: the product does not answer at ${world.product}. Start it with “make run” and press again.` : `The clock was not moved: ${error.message}`);
  } finally {
    clock.ariaBusy = "false";
  }
}

function setHealth(isUp) {
  $("#health").classList.toggle("down", !isUp);
  setText($("#health"), isUp ? "Product is running" : "Product does not answer");
  if (isUp) notice("clock");
}

/** Ask the product for its clock now and then: it may have been moved elsewhere, or the product may be down. */
export async function checkProduct() {
  if (!world.product) return;
  try {
    const answer = await fetch(world.product + "/sandbox/clock");
    if (!answer.ok) throw new Error(answer.statusText);
    await follow(await answer.json());
    setHealth(true);
  } catch {
    setHealth(false);
  }
}
