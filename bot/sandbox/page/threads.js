/* Threads: a private chat, a topic, or a group without topics. */

import { languageName, nameOf } from "./words.js";
import { GENERAL, seen, world } from "./world.js";

const hueOf = (id) => Math.abs(id * 137) % 360;

export function threadsIn(chat) {
  if (!chat.is_forum) return [{ key: `${chat.id}/${GENERAL}`, topic: GENERAL, title: chat.title, about: "Group without topics", hue: hueOf(chat.id), empty: "" }];
  const topics = [...chat.topics].sort((a, b) => b.message_thread_id - a.message_thread_id);
  return [{ key: `${chat.id}/${GENERAL}`, topic: GENERAL, title: "General", about: chat.title, hue: 170, empty: "No messages" }, ...topics.map((topic) => ({
    key: `${chat.id}/${topic.message_thread_id}`, topic: topic.message_thread_id, title: topic.name, about: topic.closed ? "Closed topic" : chat.title, icon: topic.icon, hue: hueOf(topic.message_thread_id), empty: "",
  }))];
}

export function privateThread(person) {
  const chat = world.chats.get(person.id) ?? { id: person.id, type: "private", pinned: [], messages: new Map() };
  const about = person.blocked ? "has blocked the bot" : [person.username && "@" + person.username, person.language_code && "speaks " + languageName(person.language_code)].filter(Boolean).join(" · ");
  return { key: `${person.id}/${GENERAL}`, chat, topic: GENERAL, title: nameOf(person), about, hue: hueOf(person.id), messages: [], pinned: chat.pinned, blocked: person.blocked, keyboard: chat.keyboard, empty: "Not started" };
}

export const isHere = (chat) => chat.type !== "private" && !chat.migrated_to;

export function customerThreads() {
  const people = [...world.people.values()];
  const threads = (staff) => people.filter((person) => Boolean(person.staff) === staff).map((person) => world.threads.get(`${person.id}/0`));
  return [...threads(false), { key: "staff", heading: "Staff, in private" }, ...threads(true)];
}

export function staffThreads() {
  const groups = [...world.chats.values()].filter(isHere);
  return groups.flatMap((chat) => [
    ...(groups.length > 1 ? [{ key: `group ${chat.id}`, heading: chat.title }] : []),
    ...threadsIn(chat).map(({ key }) => world.threads.get(key)).filter(Boolean),
  ]);
}

export function membersOf(chat) {
  return (chat?.members ?? []).map(({ user, status }) => ({ id: user.id, name: user.first_name, here: !["left", "kicked"].includes(status) && user.id !== world.bot.id })).filter(({ here }) => here);
}

/** [{emoji, ids, names}] of the message, one entry an emoji. */
export function reactionsOf(message) {
  const found = new Map();
  for (const [id, reactions] of Object.entries(world.chats.get(message.chat.id)?.reactions[message.message_id] ?? {})) {
    for (const { emoji } of reactions) found.set(emoji ?? "★", [...(found.get(emoji) ?? []), Number(id)]);
  }
  return [...found].map(([emoji, ids]) => ({ emoji, ids, names: ids.map((id) => id === world.bot.id ? nameOf(world.bot) : nameOf(world.people.get(id))).join(", ") }));
}

/** Messages of others after the last one seen or written here. */
export function unreadIn(thread) {
  const isOurs = (message) => thread.chat.id < 0 ? message.from?.id !== world.bot.id : message.from?.id === thread.chat.id;
  const since = Math.max(seen.get(thread.key) ?? 0, thread.messages.findLast(isOurs)?.message_id ?? 0);
  return thread.messages.filter((message) => message.message_id > since && !message.forum_topic_created).length;
}
