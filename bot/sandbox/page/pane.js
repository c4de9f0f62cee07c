/* One side as it is used: what a click, a key and a written line do there. */

import { $$, roam } from "./dom.js";
import { attachMenu, chatMenu, messageMenu } from "./menus.js";
import { shareLocation, shareOwnContact } from "./sharing.js";
import { draw } from "./sides.js";
import { act, toast } from "./telling.js";
import { customerThreads, staffThreads, unreadIn } from "./threads.js";
import { world } from "./world.js";
import { SHOWN_AT_ONCE, Side } from "./side.js";

const BY_HAND = 1000; // milliseconds after a touch, a key or the wheel in which a scroll is a person's

export class Pane extends Side {
  constructor(root, who) {
    super(root, who);
    this.movedAt = -Infinity;
    this.listen();
  }

  listen() {
    this.root.addEventListener("click", (event) => this.clicked(event));
    this.threads.addEventListener("keydown", (event) => roam(event, $$(".thread", this.threads)));
    this.log.addEventListener("keydown", (event) => this.logKey(event));
    this.log.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.log.addEventListener("load", () => this.keepAtBottom(), true); // pictures in it
    for (const act of ["wheel", "touchmove", "keydown", "pointerdown"])
      this.log.addEventListener(act, () => this.moved(), { passive: true });
    new ResizeObserver(() => this.keepAtBottom()).observe(this.log);
    this.field.addEventListener("keydown", (event) => this.fieldKey(event));
    this.field.addEventListener("input", () => this.fit());
    this.composer.addEventListener("submit", (event) => { event.preventDefault(); this.say(); });
    this.choices?.addEventListener("change", (event) => { this.actor = Number(event.target.value); draw(); });
  }

  /** Only a person going up unsticks the log from its end: when it grows, or is drawn anew, it stays there. */
  scrolled() {
    const top = this.log.scrollTop;
    const byHand = performance.now() - this.movedAt < BY_HAND;
    this.stuck = this.atBottom() || (this.stuck && !(byHand && top < this.scrolledTo));
    this.scrolledTo = top;
    if (this.stuck) this.down.hidden = true;
  }

  moved() {
    this.movedAt = performance.now();
  }

  keepAtBottom() {
    if (this.stuck) this.toBottom();
  }

  select(key, focus) {
    if (!world.threads.has(key)) return;
    this.drafts.set(this.open, this.field.value);
    Object.assign(this, { open: key, reply: null, edit: null, shown: SHOWN_AT_ONCE });
    sessionStorage.setItem("open " + this.name, key);
    this.field.value = this.drafts.get(key) ?? "";
    draw();
    this.fit();
    if (focus) (this.wide.hidden ? this.field : this.wide).focus();
  }

  step(by, onlyUnread) {
    const threads = (this.isStaff ? staffThreads() : customerThreads()).filter((item) => item.messages);
    const at = threads.findIndex(({ key }) => key === this.open);
    const order = onlyUnread ? [...threads.slice(at + 1), ...threads.slice(0, at)].filter(unreadIn) : [threads[at + by]];
    if (order[0]) this.select(order[0].key, true);
  }

  async say(text = this.field.value) {
    if (!text.trim() || !this.thread) return;
    const { edit, reply } = this;
    const typed = text === this.field.value;
    if (typed) this.field.value = "";
    Object.assign(this, { edit: null, reply: null });
    this.fit();
    draw();
    const done = edit ? await act("edit", { as: this.me, chat: edit.chat.id, message_id: edit.message_id, text })
      : await act("say", { ...this.address, text, ...(reply ? { reply_to: reply.message_id } : {}) });
    if (!done && typed && !this.field.value) this.field.value = text;
  }

  async tap(button) {
    const { message_id, data } = JSON.parse(button.dataset.tap);
    const waiting = `${this.thread.chat.id}/${message_id}/${data}`;
    world.tapped.add(waiting);
    draw();
    setTimeout(() => { world.tapped.delete(waiting); draw(); }, 4000);
    await act("tap", { as: this.me, chat: this.thread.chat.id, message_id, data });
  }

  startWriting(text) {
    this.field.value = text;
    this.fit();
    this.field.focus();
  }

  startEdit(message) {
    Object.assign(this, { edit: message, reply: null });
    this.field.value = message.text ?? message.caption ?? "";
    draw();
    this.fit();
    this.field.focus();
  }

  startReply(message) {
    Object.assign(this, { reply: message, edit: null });
    draw();
    this.field.focus();
  }

  cancel() {
    if (this.edit) this.field.value = "";
    Object.assign(this, { edit: null, reply: null });
    draw();
    this.field.focus();
  }

  jump(id) {
    const older = this.thread.messages.length - this.thread.messages.findIndex((message) => message.message_id === id);
    if (older > this.shown && older <= this.thread.messages.length) { this.shown = older + 10; this.drawLog(); }
    const line = $$(".message", this.log).find((node) => Number(node.dataset.id) === id);
    if (!line) return;
    this.moved();
    line.scrollIntoView({ block: "center" });
    line.classList.add("jump");
    line.focus({ preventScroll: true });
    setTimeout(() => line.classList.remove("jump"), 1700);
  }

  messageOf(node) {
    const id = Number(node?.closest("[data-id]")?.dataset.id);
    return this.thread?.messages.find((message) => message.message_id === id);
  }

  clicked({ target }) {
    const button = target.closest("button");
    if (!button) return;
    const { tap, command, jump, copy, key, offer } = button.dataset;
    if (key) this.select(key, false);
    else if (tap) this.tap(button);
    else if (command) this.say(command);
    else if (copy) navigator.clipboard?.writeText(copy).then(() => toast("Copied: " + copy));
    else if (offer) this.pressOffered(JSON.parse(offer));
    else if (jump) this.jump(Number(jump));
    else if (button.matches(".actions")) messageMenu(this, this.messageOf(button), button);
    else if (button === this.more) chatMenu(this, button);
    else if (button === this.attach) attachMenu(this, button);
    else if (button === this.down) this.toBottom();
    else if (button === this.wide) this.thread.blocked ? act("unblock", { as: this.me }) : this.say("/start");
    else if (button.matches(".earlier")) { this.shown += SHOWN_AT_ONCE; this.drawLog(); }
    else if (button.matches(".cancel")) this.cancel();
  }

  pressOffered({ text, request_contact: wantsContact, request_location: wantsPlace }) {
    const { keyboard } = this.thread;
    if (keyboard.one_time_keyboard) this.used.add(this.thread.key);
    if (wantsContact) shareOwnContact(this);
    else if (wantsPlace) shareLocation(this);
    else this.say(text);
  }

  fieldKey(event) {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); this.say(); }
    else if (event.key === "Escape") this.cancel();
    else if (event.key === "ArrowUp" && !event.altKey && !this.field.value) {
      const mine = this.thread.messages.filter((message) => message.from?.id === this.me && (message.text || message.caption)).at(-1);
      if (mine) { event.preventDefault(); this.startEdit(mine); }
    }
  }

  logKey(event) {
    const line = event.target.closest(".message");
    if (event.key === "Escape") this.field.focus();
    else if (event.target.matches(".message") && event.key === "Enter") { event.preventDefault(); messageMenu(this, this.messageOf(line), line); }
    else if (event.target.matches(".message") && event.key.toLowerCase() === "r" && !event.ctrlKey && !event.metaKey) { event.preventDefault(); this.startReply(this.messageOf(line)); }
    else roam(event, $$(".message", this.log), line);
  }
}
