/* Acting through the sandbox, and what the page itself tells or asks the one in front of it. */

import { $, $$, el, setText } from "./dom.js";

export const SILENT = "The sandbox does not answer. This page connects again by itself as soon as it is back.";

export async function post(path, body) {
  const answer = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  const result = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(result.description ?? result.detail ?? result.error ?? `${path}: ${answer.status}`);
  return result;
}

/** Act as a person; a refusal is shown, not thrown. */
export async function act(what, body) {
  try {
    return await post("sandbox/" + what, body);
  } catch (error) {
    toast(error instanceof TypeError ? SILENT : error.message);
    return null;
  }
}

/** A word that passes by itself, over the side it belongs to when it belongs to one. */
export function toast(text, side = "") {
  const node = el("p", { class: `toast ${side}` }, text);
  $("#toasts").append(node);
  setTimeout(() => node.remove(), 3000 + text.length * 40);
}

/** Ask for a few values in a dialog; null when cancelled. A field is {name, label, value?, type?, choices?, required?}. */
export function ask(title, lead, fields, yes = "OK") {
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

const notices = new Map();

/** What is wrong about a thing stays on top of the page until it is well again (no text). */
export function notice(about, text = "") {
  if (text) notices.set(about, text);
  else notices.delete(about);
  setText($("#notice"), [...notices.values()].join(" "));
  $("#notice").hidden = !notices.size;
}

export function announce(text) {
  const live = $("#live");
  live.append(el("p", {}, text.slice(0, 300)));
  while (live.childElementCount > 5) live.firstElementChild.remove();
}
