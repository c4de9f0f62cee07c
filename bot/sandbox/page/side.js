/* One side as it is drawn: its threads, the open one with its log, and the field to write in. */

import { lineNode } from "./bubble.js";
import { $, el, icon, reconcile, setText } from "./dom.js";
import { briefTime, linesOf, replyKey, threadNode } from "./lists.js";
import { draw } from "./sides.js";
import { announce } from "./telling.js";
import { customerThreads, membersOf, staffThreads, unreadIn } from "./threads.js";
import { inBrief, nameOf, timeOf } from "./words.js";
import { GENERAL, seen, world } from "./world.js";

export const SHOWN_AT_ONCE = 150;

export class Side {
  constructor(root, { isStaff }) {
    Object.assign(this, { root, isStaff, name: root.id, actor: null, reply: null, edit: null, shown: SHOWN_AT_ONCE, drafts: new Map(), used: new Set() });
    this.open = sessionStorage.getItem("open " + this.name);
    for (const part of ["threads", "title", "about", "log", "pinned", "down", "composer", "quote-bar", "reply-keyboard", "row", "wide", "more", "attach", "send", "choices"]) {
      this[part.replace("-b", "B").replace("-k", "K")] = $("." + part, root);
    }
    this.field = $("textarea", root);
    for (const name of ["more", "attach", "send"]) this[name].append(icon(name));
  }

  get thread() { return world.threads.get(this.open); }
  get me() { return this.isStaff ? this.actor : this.thread?.chat.id; }
  get address() { return { as: this.me, chat: this.thread.chat.id, ...(this.thread.topic > GENERAL ? { topic: this.thread.topic } : {}) }; }

  draw() {
    const list = this.isStaff ? staffThreads() : customerThreads();
    this.chooseFor(list);
    if (this.isStaff) this.drawActors();
    this.drawLog();
    this.markSeen();
    this.drawThreads(list);
    this.drawHead();
    this.drawComposer();
  }

  /** Until somebody picks a thread, the first one is open, and gives way to one in which something was written. */
  chooseFor(list) {
    const threads = list.filter((item) => item.messages);
    const isFree = !sessionStorage.getItem("open " + this.name) && !this.field.value && !this.thread?.messages.length;
    if (world.threads.has(this.open) && !(isFree && this.isStaff)) return;
    this.open = (this.isStaff && threads.find(({ messages }) => messages.length) || threads[0])?.key;
  }

  drawThreads(list) {
    const items = list.map((item) => item.heading ? item : {
      key: item.key, title: item.title, current: item.key === this.open, unread: unreadIn(item), hue: item.hue, icon: item.icon, topic: item.chat.id < 0,
      last: item.messages.length ? inBrief(item.messages.at(-1)).slice(0, 80) : item.empty, when: item.messages.length ? briefTime(timeOf(item.messages.at(-1))) : "",
    });
    reconcile(this.threads, items, threadNode);
    if (this.listedFor !== this.open) $("[aria-current]", this.threads)?.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.listedFor = this.open;
  }

  drawActors() {
    const staff = membersOf(this.thread?.chat);
    if (!staff.some(({ id }) => id === this.actor)) this.actor = staff[0]?.id;
    reconcile(this.choices, staff.map(({ id, name }) => ({ key: id, name, mine: id === this.actor })), ({ key, name, mine }) =>
      el("label", {}, el("input", { type: "radio", name: "acting", value: key, checked: mine }), name));
  }

  drawHead() {
    const thread = this.thread;
    setText(this.title, thread?.title ?? "");
    setText(this.about, world.typing.has(this.open) ? `${nameOf(world.bot)} is typing…` : thread?.about ?? "");
    const pinned = thread?.messages.filter(({ message_id: id }) => thread.pinned.includes(id)).at(-1);
    this.pinned.hidden = !pinned;
    this.pinned.dataset.jump = pinned?.message_id ?? "";
    setText(this.pinned, pinned ? inBrief(pinned).slice(0, 120) : "");
  }

  atBottom() { return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 80; }

  drawLog() {
    const thread = this.thread;
    if (!thread) return;
    const turned = this.drawnThread !== thread.key;
    const stick = turned || this.stuck;
    const latest = thread.messages.at(-1);
    const arrived = !turned && latest && latest.message_id !== this.latest;
    if (turned) this.log.setAttribute("aria-label", `Messages: ${thread.title}`);
    reconcile(this.log, linesOf(thread, this.me, this.shown), lineNode);
    if (stick || (arrived && latest.from?.id === this.me)) this.toBottom();
    else if (arrived) this.down.hidden = false;
    if (arrived && latest.from?.id !== this.me) announce(`${nameOf(latest.from)} to ${thread.title}: ${inBrief(latest)}`);
    Object.assign(this, { drawnThread: thread.key, latest: latest?.message_id });
  }

  toBottom() {
    this.log.scrollTop = this.log.scrollHeight;
    this.stuck = true;
    this.down.hidden = true;
  }

  markSeen() {
    const last = this.thread?.messages.at(-1)?.message_id;
    if (!last || seen.get(this.open) === last) return;
    seen.set(this.open, last);
    sessionStorage.setItem("seen", JSON.stringify(Object.fromEntries(seen)));
  }

  drawComposer() {
    const thread = this.thread;
    const blocked = !this.isStaff && thread?.blocked;
    const fresh = !this.isStaff && thread && !thread.messages.length;
    this.row.hidden = !thread || blocked || fresh;
    this.wide.hidden = !(blocked || fresh);
    setText(this.wide, blocked ? "Unblock the bot" : "Start");
    const about = this.edit ?? this.reply;
    this.quoteBar.hidden = !about;
    if (about) setText($("p", this.quoteBar), `${this.edit ? "Edit" : "Reply to " + nameOf(about.from)}: ${inBrief(about)}`);
    const keyboard = blocked || fresh ? null : thread?.keyboard;
    const offered = keyboard && !this.used.has(thread.key) ? keyboard.keyboard ?? [] : [];
    this.replyKeyboard.hidden = !offered.length;
    this.field.placeholder = (offered.length && keyboard.input_field_placeholder) || "Message";
    reconcile(this.replyKeyboard, offered.map((row, key) => ({ key, row })), ({ row }) => el("div", {}, ...row.map(replyKey)));
  }

  fit() {
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight + 2}px`;
  }
}
