"use strict";
/* The sandbox's page: on the left one chats as a customer, on the right one works as staff in the forum group.
   It holds no truth of its own: it draws what GET sandbox/state says, redraws on events, and acts through POST sandbox/...
   Everything that people or the bot wrote goes into the page as text, never as HTML. */

// ---- Elements ----------------------------------------------------------------------------------------------------

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const icon = (name) => $("#icon-" + name).content.cloneNode(true);

function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value == null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child != null && child !== ""));
  return node;
}

/** Make `parent` hold one node per item, rebuilding only those whose content changed; focus survives a rebuild. */
function reconcile(parent, items, build) {
  const known = (parent.drawn ??= new Map());
  const next = new Map();
  let at = parent.firstElementChild;
  for (const item of items) {
    const content = JSON.stringify(item);
    let entry = known.get(item.key);
    if (!entry || entry.content !== content) {
      const node = build(item);
      if (entry) replaceKeepingFocus(entry.node, node);
      if (entry && at === entry.node) at = node;
      entry = { node, content };
    }
    if (entry.node === at) at = at.nextElementSibling;
    else parent.insertBefore(entry.node, at);
    next.set(item.key, entry);
    known.delete(item.key);
  }
  for (const { node } of known.values()) node.remove();
  parent.drawn = next;
}

function replaceKeepingFocus(old, node) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const place = focused && $$("button, a", old).indexOf(focused);
  old.replaceWith(node);
  if (focused) ($$("button, a", node)[place] ?? node).focus({ preventScroll: true });
}

function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

// ---- Talking to the sandbox --------------------------------------------------------------------------------------

async function post(path, body) {
  const answer = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  const result = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(result.description ?? result.detail ?? result.error ?? `${path}: ${answer.status}`);
  return result;
}

/** Act as a person; a refusal is shown, not thrown. */
async function act(what, body) {
  try {
    return await post("sandbox/" + what, body);
  } catch (error) {
    toast(error instanceof TypeError ? SILENT : error.message);
    return null;
  }
}

function toast(text) {
  const node = el("p", { class: "toast" }, text);
  $("#toasts").append(node);
  setTimeout(() => node.remove(), 3000 + text.length * 40);
}

/** Ask for a few values in a dialog; null when cancelled. A field is {name, label, value?, type?, choices?, required?}. */
function ask(title, lead, fields, yes = "OK") {
  const dialog = $("#ask");
  setText($("h2", dialog), title);
  setText($(".lead", dialog), lead);
  setText($(".primary", dialog), yes);
  $("[value='']", dialog).hidden = fields.length === 0;
  $(".fields", dialog).replaceChildren(...fields.map(({ label, choices, ...rest }) => el("label", {}, label, choices
    ? el("select", rest, ...choices.map(([value, text]) => el("option", { value }, text)))
    : el("input", { autocomplete: "off", ...rest }))));
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => {
    const values = Object.fromEntries($$("input, select", dialog).map((field) => [field.name, field.value.trim()]));
    resolve(dialog.returnValue === "yes" ? values : null);
  }, { once: true }));
}

// ---- The world, as the sandbox tells it --------------------------------------------------------------------------

const KEPT = 5000; // messages of one chat read at the start; a group's are those of all its topics
const GENERAL = 0; // stands for the topic whose messages carry no thread id, and for a chat without topics
const world = { bot: {}, people: new Map(), chats: new Map(), threads: new Map(), commands: [], offset: 0, product: "", files: "", typing: new Map(), tapped: new Set() };
const seen = new Map(Object.entries(JSON.parse(sessionStorage.getItem("seen") ?? "{}")));

const nameOf = (person) => [person?.first_name, person?.last_name].filter(Boolean).join(" ") || person?.title || "Somebody";
const presentTime = () => new Date(Date.now() + world.offset * 1000);
const timeOf = (message) => new Date(message.date * 1000);
const clockTime = (moment) => moment.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
const dayOf = (moment) => moment.toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric" });
const briefTime = (moment) => dayOf(moment) === dayOf(presentTime()) ? clockTime(moment) : moment.toLocaleDateString("en-GB", { day: "numeric", month: "short" });
const fileAddress = (file) => world.files + file.file_id;

const SILENT = "The sandbox does not answer. This page connects again by itself as soon as it is back.";
let reading = null;
let stale = false;

/** Read everything anew, once more if something happened meanwhile. */
function load() {
  stale = true;
  return (reading ??= read().catch(() => notice("sandbox", SILENT)).finally(() => { reading = null; }));
}

async function read() {
  while (stale) {
    stale = false;
    const answer = await fetch(`sandbox/state?messages=${KEPT}`);
    take(await answer.json());
  }
  sortIntoThreads();
  draw();
}

function take(state) {
  Object.assign(world, { bot: state.bot, product: state.product_url.replace(/\/$/, ""), files: state.files_url, offset: state.offset_seconds, commands: state.commands ?? [] });
  world.people = new Map(state.people.map((person) => [person.id, person]));
  world.chats = new Map(state.chats.map((chat) => [chat.id, { ...chat, messages: new Map(chat.messages.map((message) => [message.message_id, message])) }]));
}

function threadKey(chat, message) {
  return `${chat.id}/${chat.is_forum && message.is_topic_message ? message.message_thread_id : GENERAL}`;
}

/** A thread is a private chat, a topic, or a group without topics. */
function sortIntoThreads() {
  world.threads = new Map([...world.people.values()].map(privateThread).map((thread) => [thread.key, thread]));
  for (const chat of world.chats.values()) {
    for (const thread of isHere(chat) ? threadsIn(chat) : []) world.threads.set(thread.key, { chat, messages: [], pinned: chat.pinned, ...thread });
    for (const message of chat.messages.values()) world.threads.get(threadKey(chat, message))?.messages.push(message);
  }
  for (const thread of world.threads.values()) thread.messages.sort((a, b) => a.message_id - b.message_id);
}

function threadsIn(chat) {
  if (!chat.is_forum) return [{ key: `${chat.id}/${GENERAL}`, topic: GENERAL, title: chat.title, about: "Group without topics", hue: hueOf(chat.id), empty: "" }];
  const topics = [...chat.topics].sort((a, b) => b.message_thread_id - a.message_thread_id);
  return [{ key: `${chat.id}/${GENERAL}`, topic: GENERAL, title: "General", about: chat.title, hue: 170, empty: "No messages" }, ...topics.map((topic) => ({
    key: `${chat.id}/${topic.message_thread_id}`, topic: topic.message_thread_id, title: topic.name, about: topic.closed ? "Closed topic" : chat.title, icon: topic.icon, hue: hueOf(topic.message_thread_id), empty: "",
  }))];
}

function privateThread(person) {
  const chat = world.chats.get(person.id) ?? { id: person.id, type: "private", pinned: [], messages: new Map() };
  const about = person.blocked ? "has blocked the bot" : [person.username && "@" + person.username, person.language_code && "speaks " + languageName(person.language_code)].filter(Boolean).join(" · ");
  return { key: `${person.id}/${GENERAL}`, chat, topic: GENERAL, title: nameOf(person), about, hue: hueOf(person.id), messages: [], pinned: chat.pinned, blocked: person.blocked, keyboard: chat.keyboard, empty: "Not started" };
}

function languageName(code) {
  try { return new Intl.DisplayNames(["en"], { type: "language" }).of(code); } catch { return code; }
}

const isHere = (chat) => chat.type !== "private" && !chat.migrated_to;

function customerThreads() {
  const people = [...world.people.values()];
  const threads = (staff) => people.filter((person) => Boolean(person.staff) === staff).map((person) => world.threads.get(`${person.id}/0`));
  return [...threads(false), { key: "staff", heading: "Staff, in private" }, ...threads(true)];
}

function staffThreads() {
  const groups = [...world.chats.values()].filter(isHere);
  return groups.flatMap((chat) => [
    ...(groups.length > 1 ? [{ key: `group ${chat.id}`, heading: chat.title }] : []),
    ...threadsIn(chat).map(({ key }) => world.threads.get(key)).filter(Boolean),
  ]);
}

function membersOf(chat) {
  return (chat?.members ?? []).map(({ user, status }) => ({ id: user.id, name: user.first_name, here: !["left", "kicked"].includes(status) && user.id !== world.bot.id })).filter(({ here }) => here);
}

/** [{emoji, ids, names}] of the message, one entry an emoji. */
function reactionsOf(message) {
  const found = new Map();
  for (const [id, reactions] of Object.entries(world.chats.get(message.chat.id)?.reactions[message.message_id] ?? {})) {
    for (const { emoji } of reactions) found.set(emoji ?? "★", [...(found.get(emoji) ?? []), Number(id)]);
  }
  return [...found].map(([emoji, ids]) => ({ emoji, ids, names: ids.map((id) => id === world.bot.id ? nameOf(world.bot) : nameOf(world.people.get(id))).join(", ") }));
}

// ---- What a message looks like -----------------------------------------------------------------------------------

const SAFE_LINK = /^(https?:|mailto:|tel:|tg:)/i;
const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote", expandable_blockquote: "blockquote" };

const link = (href, ...children) => SAFE_LINK.test(href) ? el("a", { href, target: "_blank", rel: "noopener noreferrer" }, ...children) : el("span", {}, ...children);

function toggleSpoiler(event) {
  const shown = event.currentTarget.getAttribute("aria-pressed") === "true";
  event.currentTarget.setAttribute("aria-pressed", String(!shown));
}

function entityNode({ type, url, user }, text) {
  if (TAGS[type]) return el(TAGS[type]);
  if (type === "spoiler") return el("button", { type: "button", class: "spoiler", "aria-pressed": "false", title: "Hidden text", onclick: toggleSpoiler }, el("span"));
  if (type === "bot_command") return el("button", { type: "button", class: "command", "data-command": text });
  if (type === "text_link") return link(url);
  if (type === "url") return link(/^[a-z]+:/i.test(text) ? text : "https://" + text);
  if (type === "email") return link("mailto:" + text);
  if (type === "phone_number") return link("tel:" + text.replace(/[^+\d]/g, ""));
  return el("span", { title: user && nameOf(user) });
}

/** Telegram's entities count UTF-16 units, as JavaScript's strings do. */
function richText(text, entities = []) {
  const waiting = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  const fill = (parent, from, to) => {
    let at = from;
    while (waiting.length && waiting[0].offset < to) {
      const entity = waiting.shift();
      const start = Math.max(entity.offset, at);
      const end = Math.min(entity.offset + entity.length, to);
      if (end <= start) continue;
      const node = entityNode(entity, text.slice(start, end));
      const isBlock = /^(PRE|BLOCKQUOTE)$/.test(node.tagName); // a block breaks the line by itself
      fill(node.firstElementChild ?? node, start, end);
      parent.append(text.slice(at, isBlock && text[start - 1] === "\n" && start > at ? start - 1 : start), node);
      at = isBlock && text[end] === "\n" ? end + 1 : end;
    }
    parent.append(text.slice(at, to));
    return parent;
  };
  return fill(el("div", { class: "text", dir: "auto" }), 0, text.length);
}

const KINDS = {
  photo: "Photo", video: "Video", animation: "Animation", voice: "Voice message", audio: "Audio", video_note: "Video message",
  document: "File", sticker: "Sticker", venue: "Place", location: "Location", contact: "Contact", poll: "Poll", dice: "Dice",
};
const kindOf = (message) => Object.keys(KINDS).find((kind) => message[kind] && !(kind === "document" && message.animation));
const mediaName = (message, kind) => message[kind].file_name ?? (kind === "sticker" && message.sticker.emoji ? message.sticker.emoji + " Sticker" : KINDS[kind]);

/** One line that stands for the message in a list, a quote or an announcement. */
function inBrief(message) {
  const kind = kindOf(message);
  const words = message.text ?? message.caption ?? "";
  return ((kind ? mediaName(message, kind) + (words ? ": " : "") : "") + words || serviceText(message) || "Message").replace(/\s+/g, " ");
}

function serviceText(message) {
  const by = nameOf(message.from);
  const people = (list) => list.map(nameOf).join(", ");
  if (message.forum_topic_created) return `${by} opened the topic “${message.forum_topic_created.name}”`;
  if (message.forum_topic_edited) return message.forum_topic_edited.name ? `${by} renamed the topic to “${message.forum_topic_edited.name}”` : `${by} changed the topic's icon`;
  if (message.forum_topic_closed) return `${by} closed the topic`;
  if (message.forum_topic_reopened) return `${by} reopened the topic`;
  if (message.pinned_message) return `${by} pinned “${inBrief(message.pinned_message).slice(0, 60)}”`;
  if (message.new_chat_members) return `${people(message.new_chat_members)} joined the group`;
  if (message.left_chat_member) return `${nameOf(message.left_chat_member)} left the group`;
  if (message.new_chat_title) return `${by} renamed the group to “${message.new_chat_title}”`;
  if (message.migrate_to_chat_id) return "The group became a supergroup and has a new id";
  if (message.migrate_from_chat_id) return "This supergroup was an ordinary group before";
  if (message.group_chat_created || message.supergroup_chat_created) return `${by} created the group`;
  return message.service ?? null;
}

const sizeText = (bytes) => bytes == null ? "" : bytes < 1024 ? `${bytes} bytes` : bytes < 1048576 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
const lengthText = (seconds = 0) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

function thing(picture, title, detail, href) {
  const inside = [icon(picture), el("span", {}, el("b", {}, title), el("small", {}, detail))];
  return href ? el("a", { class: "thing", href, download: title }, ...inside) : el("div", { class: "thing" }, ...inside);
}

function mediaNode(message) {
  const kind = kindOf(message);
  const part = kind === "photo" ? message.photo.at(-1) : message[kind];
  const href = part.file_id && fileAddress(part);
  if (kind === "photo") return el("img", { src: href, alt: message.caption ? "" : "Photo", width: part.width, height: part.height });
  if (kind === "sticker") return el("div", { class: "sticker", role: "img", "aria-label": "Sticker " + (part.emoji ?? "") }, part.emoji ?? "Sticker");
  if (kind === "location") return thing("location", message.location.live_period ? "Live location" : "Location", `${part.latitude.toFixed(5)}, ${part.longitude.toFixed(5)}`);
  if (kind === "venue") return thing("location", part.title, part.address);
  if (kind === "contact") return thing("contact", nameOf(part), part.phone_number);
  if (kind === "poll") return thing("contact", part.question, part.options.map((option) => option.text).join(" · "));
  if (kind === "dice") return el("div", { class: "sticker" }, `${part.emoji} ${part.value}`);
  const detail = [part.duration != null && lengthText(part.duration), sizeText(part.file_size)].filter(Boolean).join(", ");
  const picture = { voice: "voice", audio: "voice", document: "file" }[kind] ?? "video";
  return thing(picture, mediaName(message, kind), detail, href);
}

function quoteNode(message) {
  const quoted = message.reply_to_message;
  if (!quoted || quoted.forum_topic_created) return null;
  return el("button", { type: "button", class: "quoted", "data-jump": quoted.message_id }, el("span", {}, nameOf(quoted.from)), el("span", {}, message.quote?.text ?? inBrief(quoted)));
}

function forwardNode({ forward_origin: origin }) {
  if (!origin) return null;
  const from = origin.sender_user ?? origin.sender_chat ?? origin.chat;
  return el("p", { class: "forwarded" }, "Forwarded from " + (from ? nameOf(from) : origin.sender_user_name ?? "somebody"));
}

function inlineKey(button, message, row, column) {
  if (button.url) return link(button.url, button.text);
  const known = button.callback_data != null || button.copy_text;
  return el("button", {
    type: "button", disabled: !known, title: known ? null : "The sandbox does not offer this kind of button",
    "data-tap": button.callback_data != null ? JSON.stringify({ message_id: message.message_id, data: button.callback_data }) : null,
    "data-copy": button.copy_text?.text, "aria-busy": world.tapped.has(`${message.chat.id}/${message.message_id}/${button.callback_data}`) ? "true" : null,
  }, button.text);
}

function keysNode(message) {
  const rows = message.reply_markup?.inline_keyboard;
  return rows?.length ? el("div", { class: "keys", role: "group", "aria-label": "Buttons under the message" },
    ...rows.map((row, r) => el("div", {}, ...row.map((button, c) => inlineKey(button, message, r, c))))) : null;
}

/** A line of the log: a day, a service note, or a bubble, which shows one message or the parts of one album. */
function lineNode({ key, kind, text, count, messages, own, turn, group, reactions = [] }) {
  if (kind === "earlier") return el("li", { class: "service" }, el("button", { type: "button", class: "quiet earlier" }, `Show earlier messages (${count})`));
  if (kind !== "message") return el("li", { class: kind }, text);
  const first = messages[0];
  const last = messages.at(-1);
  const worded = messages.find((message) => message.text ?? message.caption);
  const media = messages.filter(kindOf).map(mediaNode);
  const edited = messages.some((message) => message.edit_date);
  return el("li", { class: `message${own ? " own" : ""}${turn ? " turn" : ""}`, tabindex: "-1", "data-id": key },
    el("div", { class: "bubble" },
      turn && group && !own ? el("p", { class: "sender" }, nameOf(first.from)) : el("span", { class: "hidden" }, nameOf(first.from) + ": "),
      forwardNode(first), quoteNode(first),
      media.length ? el("div", { class: media.length > 1 ? "media many" : "media" }, ...media) : null,
      worded ? richText(worded.text ?? worded.caption, worded.entities ?? worded.caption_entities) : null,
      media.length || worded ? null : el("p", {}, "A message of a kind this page cannot show"),
      reactions.length ? el("p", { class: "reactions" }, ...reactions.map(({ emoji, names }) => el("span", { title: names, "aria-label": `${emoji} from ${names}` }, emoji))) : null,
      el("p", { class: "meta" },
        el("button", { type: "button", class: "actions", tabindex: "-1", "aria-label": "Actions", "aria-haspopup": "menu" }, icon("more")),
        edited ? "edited" : null, el("time", { datetime: timeOf(last).toISOString() }, clockTime(timeOf(last))))),
    ...messages.map(keysNode));
}

// ---- The two sides -----------------------------------------------------------------------------------------------

const SHOWN_AT_ONCE = 150;
const hueOf = (id) => Math.abs(id * 137) % 360;
const initials = (title) => (title.match(/[\p{L}\p{N}]+/gu) ?? ["?"]).slice(0, 2).map((word) => [...word][0]).join("").toUpperCase();

class Pane {
  constructor(root, { isStaff }) {
    Object.assign(this, { root, isStaff, name: root.id, actor: null, reply: null, edit: null, shown: SHOWN_AT_ONCE, drafts: new Map(), used: new Set() });
    this.open = sessionStorage.getItem("open " + this.name);
    for (const part of ["threads", "title", "about", "log", "pinned", "down", "composer", "quote-bar", "reply-keyboard", "row", "wide", "more", "attach", "send", "choices"]) {
      this[part.replace("-b", "B").replace("-k", "K")] = $("." + part, root);
    }
    this.field = $("textarea", root);
    for (const name of ["more", "attach", "send"]) this[name].append(icon(name));
    this.listen();
  }

  get thread() { return world.threads.get(this.open); }
  get me() { return this.isStaff ? this.actor : this.thread?.chat.id; }
  get address() { return { as: this.me, chat: this.thread.chat.id, ...(this.thread.topic > GENERAL ? { topic: this.thread.topic } : {}) }; }

  listen() {
    this.root.addEventListener("click", (event) => this.clicked(event));
    this.threads.addEventListener("keydown", (event) => roam(event, $$(".thread", this.threads)));
    this.log.addEventListener("keydown", (event) => this.logKey(event));
    this.log.addEventListener("scroll", () => { this.stuck = this.atBottom(); if (this.stuck) this.down.hidden = true; }, { passive: true });
    new ResizeObserver(() => { if (this.stuck) this.toBottom(); }).observe(this.log);
    this.field.addEventListener("keydown", (event) => this.fieldKey(event));
    this.field.addEventListener("input", () => this.fit());
    this.composer.addEventListener("submit", (event) => { event.preventDefault(); this.say(); });
    this.choices?.addEventListener("change", (event) => { this.actor = Number(event.target.value); draw(); });
  }

  // Drawing

  draw() {
    const list = this.isStaff ? staffThreads() : customerThreads();
    if (!world.threads.has(this.open)) this.open = list.find((item) => item.messages)?.key;
    if (this.isStaff) this.drawActors();
    this.drawLog();
    this.markSeen();
    this.drawThreads(list);
    this.drawHead();
    this.drawComposer();
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

  // What one does here

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

/** Arrow keys, Home and End move the focus within a list, so that it is one stop of the tab key. */
function roam(event, nodes, current = document.activeElement) {
  const at = nodes.indexOf(current);
  const before = at < 0 ? nodes.length - 1 : Math.max(at - 1, 0);
  const to = { ArrowUp: before, ArrowLeft: before, ArrowDown: Math.min(at + 1, nodes.length - 1), ArrowRight: Math.min(at + 1, nodes.length - 1), Home: 0, End: nodes.length - 1 }[event.key];
  if (to === undefined || event.altKey || !nodes[to]) return;
  event.preventDefault();
  nodes[to].focus();
  nodes[to].scrollIntoView({ block: "nearest", inline: "nearest" });
}

function threadNode({ key, heading, title, current, unread, hue, icon: emoji, topic, last, when }) {
  if (heading) return el("li", { class: "group" }, heading);
  const face = el("span", { class: topic ? "face topic" : "face", "aria-hidden": "true" }, emoji ?? initials(title));
  face.style.setProperty("--hue", hue);
  return el("li", {}, el("button", { type: "button", class: "thread", "data-key": key, "aria-current": current ? "true" : null, tabindex: current ? "0" : "-1" },
    face, el("span", { class: "name", dir: "auto" }, title),
    unread ? el("span", { class: "unread" }, String(unread), el("span", { class: "hidden" }, " unread")) : null,
    el("span", { class: "last", dir: "auto" }, last), el("span", { class: "when" }, when)));
}

function replyKey(button) {
  const offer = typeof button === "string" ? { text: button } : button;
  const possible = !["web_app", "request_users", "request_chat", "request_poll"].some((kind) => offer[kind]);
  return el("button", { type: "button", "data-offer": JSON.stringify(offer), disabled: !possible }, offer.text);
}

/** The last `shown` messages as lines: days, service notes, albums as one, turns of one sender. */
function linesOf(thread, me, shown) {
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

/** Messages of others after the last one seen or written here. */
function unreadIn(thread) {
  const isOurs = (message) => thread.chat.id < 0 ? message.from?.id !== world.bot.id : message.from?.id === thread.chat.id;
  const since = Math.max(seen.get(thread.key) ?? 0, thread.messages.findLast(isOurs)?.message_id ?? 0);
  return thread.messages.filter((message) => message.message_id > since && !message.forum_topic_created).length;
}

function announce(text) {
  const live = $("#live");
  live.append(el("p", {}, text.slice(0, 300)));
  while (live.childElementCount > 5) live.firstElementChild.remove();
}

// ---- Menus and what they send ------------------------------------------------------------------------------------

const REACTIONS = ["👍", "❤", "🙏", "👎", "🔥", "👀"];
const STICKERS = [["👋", "👋 Hello"], ["👍", "👍 Good"], ["🎉", "🎉 Party"], ["😢", "😢 Sad"]];

/** Open the menu at a node. An item is [text, action]; the first argument may be a row of emoji. */
function openMenu(at, emoji, items) {
  const menu = $("#menu");
  const entry = ([text, action]) => el("button", { type: "button", role: "menuitem", onclick: () => { menu.hidePopover(); at.focus({ preventScroll: true }); action(); } }, text);
  menu.replaceChildren(emoji.length ? el("div", { class: "emoji" }, ...emoji.map(entry)) : "", ...items.map(entry));
  menu.showPopover();
  const place = at.getBoundingClientRect();
  const left = Math.min(Math.max(8, place.right - menu.offsetWidth), innerWidth - menu.offsetWidth - 8);
  const below = place.bottom + 4 + menu.offsetHeight < innerHeight;
  menu.style.left = `${left}px`;
  menu.style.top = `${below ? place.bottom + 4 : Math.max(8, place.top - menu.offsetHeight - 4)}px`;
  $("button", menu).focus();
  menu.onkeydown = (event) => roam(event, $$("button", menu));
}

function messageMenu(pane, message, at) {
  if (!message) return;
  const { chat, message_id } = message;
  const react = (emoji) => act("react", { as: pane.me, chat: chat.id, message_id, emoji });
  const mine = reactionsOf(message).find(({ ids }) => ids.includes(pane.me));
  openMenu(at, REACTIONS.map((emoji) => [emoji, () => react(emoji)]), [
    ["Reply", () => pane.startReply(message)],
    ...(message.from?.id === pane.me && (message.text ?? message.caption) != null ? [["Edit", () => pane.startEdit(message)]] : []),
    ...(mine ? [["Take my reaction back", () => react(null)]] : []),
  ]);
}

function chatMenu(pane, at) {
  const { thread } = pane;
  if (!thread) return;
  const commands = world.commands.map(({ command, description }) => [`/${command}  ${description}`, () => pane.say("/" + command)]);
  const inGroup = [["Delete this topic", () => act("delete_topic", { chat: thread.chat.id, topic: thread.topic })]];
  const inPrivate = [thread.blocked ? ["Unblock the bot", () => act("unblock", { as: pane.me })] : ["Block the bot", () => act("block", { as: pane.me })]];
  openMenu(at, [], [...(pane.isStaff ? [] : commands), ...(pane.isStaff ? (thread.topic > GENERAL ? inGroup : [["Send /setup", () => pane.say("/setup")]]) : inPrivate)]);
}

function attachMenu(pane, at) {
  const items = [
    ["Photos…", () => pickFiles(pane, "photo", "image/*")],
    ["File…", () => pickFiles(pane, "document", "")],
    ["Video…", () => pickFiles(pane, "video", "video/*")],
    ["Voice message…", () => pickFiles(pane, "voice", "audio/*")],
    ["Location…", () => shareLocation(pane)],
    ["Contact…", () => shareContact(pane)],
    ["Sticker…", () => sendSticker(pane)],
  ];
  openMenu(at, [], items);
}

const asBase64 = (file) => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
  reader.onerror = () => reject(reader.error);
  reader.readAsDataURL(file);
});

/** Several photos, videos or files chosen at once go as one album; what is written in the field is the caption. */
function pickFiles(pane, kind, accept) {
  const input = $("#files");
  Object.assign(input, { accept, multiple: kind !== "voice", value: "" });
  input.onchange = async () => {
    const parts = await Promise.all([...input.files].map(async (file) => ({ [kind]: { content: await asBase64(file), file_name: file.name, mime_type: file.type || undefined } })));
    const caption = pane.field.value.trim();
    if (caption) Object.assign(parts[0], { caption });
    pane.field.value = "";
    pane.fit();
    await act("say", { ...pane.address, ...(parts.length > 1 ? { album: parts } : parts[0]) });
  };
  input.click();
}

async function shareLocation(pane) {
  const place = await ask("Share a location", "Berlin, unless you write another place.", [
    { name: "latitude", label: "Latitude", type: "number", min: -90, max: 90, step: "any", value: "52.52000", required: true },
    { name: "longitude", label: "Longitude", type: "number", min: -180, max: 180, step: "any", value: "13.40500", required: true },
  ], "Send");
  if (place) act("say", { ...pane.address, location: { latitude: Number(place.latitude), longitude: Number(place.longitude) } });
}

const phoneOf = (person) => "+49301234" + String(person.id).padStart(3, "0");

function shareOwnContact(pane) {
  const person = world.people.get(pane.me);
  act("say", { ...pane.address, contact: { phone_number: phoneOf(person), first_name: person.first_name, last_name: person.last_name, user_id: person.id } });
}

async function shareContact(pane) {
  const choices = [...world.people.values()].map((person) => [person.id, person.id === pane.me ? `${nameOf(person)} (own contact)` : nameOf(person)]);
  const chosen = await ask("Share a contact", "", [{ name: "id", label: "Whose contact", choices: choices.sort(([id]) => id === pane.me ? -1 : 0) }], "Send");
  const person = chosen && world.people.get(Number(chosen.id));
  if (person) act("say", { ...pane.address, contact: { phone_number: phoneOf(person), first_name: person.first_name, last_name: person.last_name, user_id: person.id } });
}

async function sendSticker(pane) {
  const chosen = await ask("Send a sticker", "", [{ name: "emoji", label: "Sticker", choices: STICKERS }], "Send");
  if (chosen) act("say", { ...pane.address, sticker: { emoji: chosen.emoji } });
}

async function addPerson() {
  const values = await ask("Add a person", "A new customer who has never written to the bot.", [
    { name: "first_name", label: "First name", required: true, maxlength: 64 },
    { name: "last_name", label: "Last name", maxlength: 64 },
    { name: "language_code", label: "Language of their Telegram", value: "en", maxlength: 8, pattern: "[a-zA-Z-]{2,8}" },
  ], "Add");
  if (!values) return;
  const person = await act("people", Object.fromEntries(Object.entries(values).filter(([, value]) => value)));
  if (!person) return;
  await load();
  sides.customers.select(`${person.id}/0`, true);
}

// ---- The clock ---------------------------------------------------------------------------------------------------

function drawClock() {
  const present = presentTime();
  const node = $("#now");
  node.dateTime = present.toISOString();
  setText(node, present.toLocaleString("en-GB", { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", timeZoneName: "short" }));
  setText($("#ahead"), world.offset >= 60 ? `(${spanText(world.offset)} ahead)` : "");
}

function spanText(seconds) {
  const parts = [[Math.floor(seconds / 86400), "d"], [Math.floor(seconds / 3600) % 24, "h"], [Math.floor(seconds / 60) % 60, "min"]];
  return parts.filter(([count]) => count).map(([count, unit]) => `${count} ${unit}`).join(" ");
}

const notices = new Map();

/** What is wrong about a thing stays on top of the page until it is well again (no text). */
function notice(about, text = "") {
  if (text) notices.set(about, text);
  else notices.delete(about);
  setText($("#notice"), [...notices.values()].join(" "));
  $("#notice").hidden = !notices.size;
}

/** The product's clock leads; the sandbox dates its messages by the same offset. */
async function follow({ offset_seconds: offset }) {
  if (offset == null || offset === world.offset) return;
  world.offset = offset;
  drawClock();
  await act("clock", { offset_seconds: offset });
}

async function moveClock(step) {
  const before = world.offset;
  const buttons = $$(".clock button");
  for (const button of buttons) button.disabled = true;
  try {
    await follow(await post(world.product + "/sandbox/clock", step));
    toast(world.offset === before ? "Nothing is planned ahead, so the clock stays where it is." : `It is now ${$("#now").textContent}.`);
    setHealth(true);
  } catch (error) {
    if (error instanceof TypeError) setHealth(false);
    notice("clock", error instanceof TypeError ? `The clock was not moved: the product does not answer at ${world.product}. Start it with “make run” and press again.` : `The clock was not moved: ${error.message}`);
  } finally {
    for (const button of buttons) button.disabled = false;
  }
}

function setHealth(isUp) {
  $("#health").classList.toggle("down", !isUp);
  setText($("#health"), isUp ? "Product is running" : "Product does not answer");
  if (isUp) notice("clock");
}

/** Ask the product for its clock now and then: it may have been moved elsewhere, or the product may be down. */
async function checkProduct() {
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

// ---- Keyboard ----------------------------------------------------------------------------------------------------

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

// ---- Events and start --------------------------------------------------------------------------------------------

const sides = {};
let drawing = false;

function draw() {
  for (const pane of Object.values(sides)) pane.draw();
  drawClock();
  const waiting = [...world.threads.values()].filter((thread) => thread.key.startsWith("-") && unreadIn(thread)).length;
  document.title = waiting ? `(${waiting}) Rapport sandbox` : "Rapport sandbox";
}

/** Many events may come at once; the page is drawn once for all of them. */
function drawSoon() {
  if (drawing) return;
  drawing = true;
  setTimeout(() => { drawing = false; sortIntoThreads(); draw(); }, 30);
}

/** Change a chat as an event says; one that is not known yet is read with everything else. */
function change(id, how) {
  const chat = world.chats.get(id);
  stale = true;
  if (!chat) return loadSoon();
  how(chat);
  return drawSoon();
}

const putMessage = ({ message }) => change(message.chat.id, (chat) => {
  chat.messages.set(message.message_id, message);
  world.typing.delete(threadKey(chat, message));
});

let waiting = 0;
function loadSoon() {
  waiting ||= setTimeout(() => { waiting = 0; load(); }, 60);
}

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
  else if (text) toast(text);
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
