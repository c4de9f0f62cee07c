/* A message's text with its entities. Links are checked; everything else is text. */

import { el } from "./dom.js";
import { nameOf } from "./words.js";

const SAFE_LINK = /^(https?:|mailto:|tel:|tg:)/i;
const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote", expandable_blockquote: "blockquote" };
export const link = (href, ...children) => SAFE_LINK.test(href) ? el("a", { href, target: "_blank", rel: "noopener noreferrer" }, ...children) : el("span", {}, ...children);

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
export function richText(text, entities = []) {
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
