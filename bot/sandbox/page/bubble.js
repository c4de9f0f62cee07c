/* What one message, or one album, looks like. */

import { el, icon } from "./dom.js";
import { link, richText } from "./text.js";
import { clockTime, inBrief, kindOf, lengthText, mediaName, nameOf, sizeText, timeOf } from "./words.js";
import { fileAddress, world } from "./world.js";

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
export function lineNode({ key, kind, text, count, messages, own, turn, group, reactions = [] }) {
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
