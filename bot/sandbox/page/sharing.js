/* What one sends besides words, and people one adds. */

import { $ } from "./dom.js";
import { sides } from "./sides.js";
import { act, ask } from "./telling.js";
import { nameOf } from "./words.js";
import { load, world } from "./world.js";

const STICKERS = [["👋", "👋 Hello"], ["👍", "👍 Good"], ["🎉", "🎉 Party"], ["😢", "😢 Sad"]];

const asBase64 = (file) => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
  reader.onerror = () => reject(reader.error);
  reader.readAsDataURL(file);
});

/** Several photos, videos or files chosen at once go as one album; what is written in the field is the caption. */
export function pickFiles(pane, kind, accept) {
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

export async function shareLocation(pane) {
  const place = await ask("Share a location", "Berlin, unless you write another place.", [
    { name: "latitude", label: "Latitude", type: "number", min: -90, max: 90, step: "any", value: "52.52000", required: true },
    { name: "longitude", label: "Longitude", type: "number", min: -180, max: 180, step: "any", value: "13.40500", required: true },
  ], "Send");
  if (place) act("say", { ...pane.address, location: { latitude: Number(place.latitude), longitude: Number(place.longitude) } });
}

const phoneOf = (person) => "+49301234" + String(person.id).padStart(3, "0");

export function shareOwnContact(pane) {
  const person = world.people.get(pane.me);
  act("say", { ...pane.address, contact: { phone_number: phoneOf(person), first_name: person.first_name, last_name: person.last_name, user_id: person.id } });
}

export async function shareContact(pane) {
  const choices = [...world.people.values()].map((person) => [person.id, person.id === pane.me ? `${nameOf(person)} (own contact)` : nameOf(person)]);
  const chosen = await ask("Share a contact", "", [{ name: "id", label: "Whose contact", choices: choices.sort(([id]) => id === pane.me ? -1 : 0) }], "Send");
  const person = chosen && world.people.get(Number(chosen.id));
  if (person) act("say", { ...pane.address, contact: { phone_number: phoneOf(person), first_name: person.first_name, last_name: person.last_name, user_id: person.id } });
}

export async function sendSticker(pane) {
  const chosen = await ask("Send a sticker", "", [{ name: "emoji", label: "Sticker", choices: STICKERS }], "Send");
  if (chosen) act("say", { ...pane.address, sticker: { emoji: chosen.emoji } });
}

export async function addPerson() {
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
