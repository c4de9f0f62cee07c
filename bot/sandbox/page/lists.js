/* The lists of a side: its threads, its lines of messages, the keys the bot offers. */

import { el } from "./dom.js";
import { reactionsOf } from "./threads.js";
import { clockTime, dayOf, initials, kindOf, serviceText, timeOf } from "./words.js";
import { presentTime, world } from "./world.js";

export const briefTime = (moment) => dayOf(moment) === dayOf(presentTime()) ? clockTime(moment) : moment.toLocaleDateString("en-GB", { day: "numeric", month: "short" });

export function threadNode({ key, heading, title, current, unread, hue, icon: emoji, topic, last, when }) {
  if (heading) return el("li", { class: "group" }, heading);
  const face = el("span", { class: topic ? "face topic" : "face", "aria-hidden": "true" }, emoji ?? initials(title));
  face.style.setProperty("--hue", hue);
  return el("li", {}, el("button", { type: "button", class: "thread", "data-key": key, "aria-current": current ? "true" : null, tabindex: current ? "0" : "-1" },
    face, el("span", { class: "name", dir: "auto" }, title),
    unread ? el("span", { class: "unread" }, String(unread), el("span", { class: "hidden" }, " unread")) : null,
    el("span", { class: "last", dir: "auto" }, last), el("span", { class: "when" }, when)));
}

export function replyKey(button) {
  const offer = typeof button === "string" ? { text: button } : button;
  const possible = !["web_app", "request_users", "request_chat", "request_poll"].some((kind) => offer[kind]);
  return el("button", { type: "button", "data-offer": JSON.stringify(offer), disabled: !possible }, offer.text);
}

/** The last `shown` messages as lines: days, service notes, albums as one, turns of one sender. */
export function linesOf(thread, me, shown) {
  const lines = [];
  const cut = thread.messages.length - shown;
  if (cut > 0) lines.push({ key: "earlier", kind: "earlier", count: cut });
  if (!thread.messages.length) lines.push({ key: "empty", kind: "empty", text: thread.chat.id > 0 ? `${thread.title} has not written to the bot yet. Press Start, as everyone does who opens a bot for the first time.` : "Nothing here yet. When a customer writes, the bot opens a topic for them beside this one." });
  let day = "";
  for (const message of thread.messages.slice(-shown)) {
    const today = dayOf(timeOf(message));
    if (today !== day) lines.push({ key: today, kind: "day", text: today });
    day = today;
    const before = lines.at(-1);
    const key = String(message.message_id);
    const text = kindOf(message) || message.text != null ? null : serviceText(message);
    if (text) lines.push({ key, kind: "service", text });
    else if (message.media_group_id && before.messages?.[0].media_group_id === message.media_group_id) before.messages.push(message);
    else lines.push({ key, kind: "message", messages: [message], own: message.from?.id === me, group: thread.chat.id < 0, turn: before.messages?.[0].from?.id !== message.from?.id });
    const tapped = [...world.tapped].filter((tap) => tap.startsWith(`${message.chat.id}/${key}/`));
    if (tapped.length) lines.at(-1).tapped = tapped;
    const reactions = reactionsOf(message);
    if (reactions.length) lines.at(-1).reactions = (lines.at(-1).reactions ?? []).concat(reactions);
  }
  return lines;
}
