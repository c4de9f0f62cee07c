/* The menus of a message, of a chat, and of the paper clip. */

import { $, $$, el, roam } from "./dom.js";
import { pickFiles, sendSticker, shareContact, shareLocation } from "./sharing.js";
import { act } from "./telling.js";
import { reactionsOf } from "./threads.js";
import { GENERAL, world } from "./world.js";

const REACTIONS = ["👍", "❤", "🙏", "👎", "🔥", "👀"];

/** Open the menu at a node. An item is [text, action]; the first argument may be a row of emoji. */
function openMenu(at, emoji, items) {
  const menu = $("#menu");
  const entry = ([text, action]) => el("button", { type: "button", role: "menuitem", onclick: () => { menu.hidePopover(); at.focus({ preventScroll: true }); action(); } }, text);
  menu.replaceChildren(emoji.length ? el("div", { class: "emoji" }, ...emoji.map(entry)) : "", ...items.map(entry));
  menu.showPopover();
  const place = at.getBoundingClientRect();
  const wanted = at.matches(".attach") ? place.left : place.right - menu.offsetWidth;
  const left = Math.min(Math.max(8, wanted), innerWidth - menu.offsetWidth - 8);
  const below = place.bottom + 4 + menu.offsetHeight < innerHeight;
  menu.style.left = `${left}px`;
  menu.style.top = `${below ? place.bottom + 4 : Math.max(8, place.top - menu.offsetHeight - 4)}px`;
  $("button", menu).focus();
  menu.onkeydown = (event) => roam(event, $$("button", menu));
}

export function messageMenu(pane, message, at) {
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

/** The commands as Telegram would show them here: in the person's own language, if the bot has set them in it. */
function commandsFor({ me, thread }) {
  const menus = thread.chat.id < 0 ? world.commands.groups : world.commands.private;
  const language = world.people.get(me)?.language_code?.split("-")[0];
  return menus[language === "fil" ? "tl" : language] ?? menus[""] ?? [];
}

export function chatMenu(pane, at) {
  const { thread } = pane;
  if (!thread) return;
  const begin = (command) => pane.isStaff ? pane.startWriting(`/${command} `) : pane.say("/" + command);
  const commands = commandsFor(pane).map(({ command, description }) => [`/${command}  ${description}`, () => begin(command)]);
  const inGroup = [["Delete this topic", () => act("delete_topic", { chat: thread.chat.id, topic: thread.topic })]];
  const inPrivate = [thread.blocked ? ["Unblock the bot", () => act("unblock", { as: pane.me })] : ["Block the bot", () => act("block", { as: pane.me })]];
  openMenu(at, [], [...commands, ...(pane.isStaff ? (thread.topic > GENERAL ? inGroup : [["Send /setup", () => pane.say("/setup")]]) : inPrivate)]);
}

export function attachMenu(pane, at) {
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
