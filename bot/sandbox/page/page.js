/* The sandbox's page: on the left one chats as a customer, on the right one works as staff in the forum group.
   It holds no truth of its own: it draws what GET sandbox/state says, redraws on events, and acts through POST sandbox/...
   Everything that people or the bot wrote goes into the page as text, never as HTML. */

import { checkProduct, drawClock, moveClock } from "./clock.js";
import { $, $$ } from "./dom.js";
import { Pane } from "./pane.js";
import { addPerson } from "./sharing.js";
import { drawSoon, sides } from "./sides.js";
import { ask, notice, SILENT, toast } from "./telling.js";
import { nameOf } from "./words.js";
import { change, GENERAL, load, loadSoon, threadKey, world } from "./world.js";

function shortcut(event) {
  const inText = event.target.matches?.("textarea, input, select");
  const here = $("#staff").contains(document.activeElement) ? sides.staff : sides.customers;
  if (event.key === "?" && !inText && !event.ctrlKey && !event.metaKey) $("#help").showModal();
  if (!event.altKey || event.ctrlKey || event.metaKey || $("dialog[open]")) return;
  const action = {
    KeyC: () => focusWriting(sides.customers), KeyS: () => focusWriting(sides.staff), KeyN: () => moveClock({ to_next: true }),
    KeyU: () => here.step(0, true), ArrowUp: () => here.step(-1), ArrowDown: () => here.step(1),
  }[event.code];
  if (!action) return;
  event.preventDefault();
  action();
}

const focusWriting = (pane) => (pane.wide.hidden ? pane.field : pane.wide).focus();

const putMessage = ({ message }) => change(message.chat.id, (chat) => {
  chat.messages.set(message.message_id, message);
  world.typing.delete(threadKey(chat, message));
});

function showTyping({ chat_id, thread_id }) {
  change(chat_id, (chat) => {
    const key = `${chat_id}/${(chat.is_forum && thread_id) || GENERAL}`;
    clearTimeout(world.typing.get(key));
    world.typing.set(key, setTimeout(() => { world.typing.delete(key); drawSoon(); }, 5000));
  });
}

function showAnswer({ chat_id, message_id, text, show_alert }) {
  for (const tap of world.tapped) if (tap.startsWith(`${chat_id}/${message_id}/`)) world.tapped.delete(tap);
  drawSoon();
  if (text && show_alert) ask(nameOf(world.bot), text, []);
  else if (text) toast(text, chat_id < 0 ? "staff" : "customers");
}

const EVENTS = {
  message: putMessage,
  edited: putMessage,
  deleted: ({ chat_id, message_ids }) => change(chat_id, (chat) => { for (const id of message_ids) chat.messages.delete(id); }),
  keyboard: ({ chat_id, keyboard }) => change(chat_id, (chat) => { chat.keyboard = keyboard; sides.customers.used.delete(`${chat_id}/0`); }),
  reaction: ({ chat_id, message_id, actor_id, emoji }) => change(chat_id, (chat) => { (chat.reactions[message_id] ??= {})[actor_id] = emoji.map((each) => ({ emoji: each })); }),
  pinned: ({ chat_id, message_ids }) => change(chat_id, (chat) => { chat.pinned = message_ids; }),
  topic: ({ chat_id, thread_id, topic }) => change(chat_id, (chat) => {
    chat.topics = chat.topics.filter((known) => known.message_thread_id !== (topic?.message_thread_id ?? thread_id)).concat(topic ?? []);
  }),
  typing: showTyping,
  answered: showAnswer,
};

function listen() {
  const events = new EventSource("sandbox/events");
  events.onopen = async () => {
    notice("sandbox");
    await load();
    await checkProduct();
  };
  events.onerror = () => notice("sandbox", SILENT);
  for (const [kind, react] of Object.entries(EVENTS)) events.addEventListener(kind, ({ data }) => react(JSON.parse(data)));
  for (const kind of ["person", "chat", "member", "blocked", "migrated", "clock", "commands", "reload"]) events.addEventListener(kind, loadSoon);
  addEventListener("pagehide", () => events.close(), { once: true });
}

function start() {
  sides.customers = new Pane($("#customers"), { isStaff: false });
  sides.staff = new Pane($("#staff"), { isStaff: true });
  $("#add-person").addEventListener("click", addPerson);
  $("#help-button").addEventListener("click", () => $("#help").showModal());
  for (const button of $$("[data-step]")) button.addEventListener("click", () => moveClock(JSON.parse(button.dataset.step)));
  document.addEventListener("keydown", shortcut);
  addEventListener("pageshow", (event) => { if (event.persisted) listen(); });
  setInterval(drawClock, 1000);
  setInterval(checkProduct, 5000);
  listen();
}

start();
globalThis.sandboxPage = { world, sides }; // at hand in the browser's console
